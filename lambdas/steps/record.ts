import type { DeploymentIdentity } from '../../lib/deployments/invocation.ts';
import type { StepRecord } from '../../lib/deployments/records.ts';
import type { PlannedStep } from '../../lib/plan/model.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Look } from './look.ts';

/** What every record of this execution says of itself. */
export const stamp = (deployment: DeploymentIdentity, runtime: Runtime) => ({
  deployment: deployment.id,
  execution: deployment.execution,
  at: runtime.now().toISOString(),
});

/** A step's outcome, as a record. `extra` holds what only some steps have. */
export function stepRecord(
  deployment: DeploymentIdentity,
  step: Pick<PlannedStep, 'id' | 'title' | 'verb' | 'phase'>,
  outcome: Omit<Look, 'captured'>,
  timing: { readonly purpose: StepRecord['purpose']; readonly startedAt: Date; readonly attempts: number },
  runtime: Runtime,
  extra: Pick<StepRecord, 'baseline' | 'target'> = {},
): StepRecord {
  const base = stamp(deployment, runtime);
  return {
    ...base,
    kind: 'step',
    purpose: timing.purpose,
    step: step.id,
    title: step.title,
    verb: step.verb,
    phase: step.phase,
    verdict: outcome.verdict,
    reason: outcome.reason,
    attempts: timing.attempts,
    startedAt: timing.startedAt.toISOString(),
    durationMs: Math.max(0, Date.parse(base.at) - timing.startedAt.getTime()),
    ...(outcome.value === undefined ? {} : { value: outcome.value }),
    ...(outcome.evidence === undefined ? {} : { evidence: outcome.evidence }),
    ...extra,
  };
}

/** Keeps captured values before the step's own record: a step that passed has them all. */
export async function keepCaptured(
  deployment: DeploymentIdentity,
  step: string,
  values: Readonly<Record<string, string>>,
  runtime: Runtime,
): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    await runtime.store.append({ ...stamp(deployment, runtime), kind: 'captured', name, value, step });
  }
}
