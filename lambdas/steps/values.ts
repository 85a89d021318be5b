import { isAbsolute, resolve } from 'node:path';
import type { StepEvent } from '../../lib/deployments/invocation.ts';
import { namesRead } from '../../lib/probes/names-read.ts';
import type { ProbeContext } from '../../lib/probes/observation.ts';
import type { Probe } from '../../lib/probes/schema.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** The values a probe is given, and which of them are secrets. */
export interface StepValues {
  readonly values: Readonly<Record<string, string>>;
  readonly secretNames: readonly string[];
  /** What is masked in all that the probe sees: also secrets that it was not given, as far as they can be had. */
  readonly secrets: readonly string[];
}

/**
 * A page or a row may show a secret that the probe does not name. Those of the environment are at hand; any other
 * would need a right that the step's function does not have.
 */
async function secretsAtHand({ environment }: StepEvent, wanted: (name: string) => boolean, runtime: Runtime): Promise<string[]> {
  const others = Object.entries(environment.secrets).filter(([name, { source }]) => source === 'env' && !wanted(name));
  const values = await Promise.all(others.map(([, reference]) => runtime.resolveSecret(reference).catch(() => undefined)));
  return values.filter((value) => value !== undefined);
}

/** Resolves what this probe may read. Throws, naming the secret, when one cannot be had. */
export async function valuesFor(
  event: StepEvent,
  step: { probe: Probe; expect?: unknown; readsCaptured: boolean },
  runtime: Runtime,
): Promise<StepValues> {
  const { deployment, environment } = event;
  const wanted = namesRead(step);
  const references = Object.entries(environment.secrets).filter(([name]) => wanted(name));
  const secrets = await Promise.all(references.map(async ([name, reference]) => [name, await runtime.resolveSecret(reference)] as const));
  const captured = step.readsCaptured ? await runtime.store.captured(deployment.id) : {};
  return {
    values: {
      ...environment.variables,
      ...Object.fromEntries(secrets),
      ...captured,
      DEPLOYMENT_ID: deployment.id,
      VERSION: deployment.version,
      ENVIRONMENT: deployment.environment,
      CHECKLIST: deployment.checklist,
      BACKUP_DIR: await runtime.backupDirectory(deployment.id),
    },
    secretNames: secrets.map(([name]) => name),
    secrets: [...secrets.map(([, value]) => value), ...(await secretsAtHand(event, wanted, runtime))],
  };
}

/** What `runProbe` needs beside the probe itself. */
export function probeContext(
  event: StepEvent,
  values: StepValues,
  limits: { timeoutMs: number; readOnly: boolean; signal: AbortSignal },
  runtime: Runtime,
): ProbeContext {
  const directory = event.environment.workingDirectory ?? '.';
  return {
    values: values.values,
    secretNames: values.secretNames,
    workingDirectory: isAbsolute(directory) ? directory : resolve(runtime.baseDirectory, directory),
    shell: event.environment.shell,
    inheritedEnvironment: runtime.inheritedEnvironment,
    ...(runtime.runCommand === undefined ? {} : { runCommand: runtime.runCommand }),
    ...limits,
  };
}
