import type { StepEvent } from '../../lib/deployments/invocation.ts';
import type { Evidence, Judgement } from '../../lib/deployments/verdict.ts';
import { type Captured, captureValues } from '../../lib/probes/capture.ts';
import { evidenceOf } from '../../lib/probes/evidence.ts';
import { type JudgeInput, judge } from '../../lib/probes/judge.ts';
import { runProbe } from '../../lib/probes/run.ts';
import type { Probe } from '../../lib/probes/schema.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { probeContext, type StepValues, valuesFor } from './values.ts';

/** What a probe came to: the verdict, what it rests on, and what it keeps for later steps. */
export interface Look extends Judgement {
  readonly evidence?: Evidence;
  readonly captured: Readonly<Record<string, string>>;
}

interface Probing {
  readonly probe: Probe;
  readonly expect?: JudgeInput['expect'];
  readonly value?: string;
  readonly capture?: Readonly<Record<string, string>>;
  readonly readsCaptured: boolean;
  readonly timeoutMs: number;
}

export interface LookOptions {
  readonly readOnly: boolean;
  readonly signal: AbortSignal;
  readonly measure?: JudgeInput['measure'];
  /** Called once everything the probe needs is there, right before it runs. False: it must not run. */
  readonly claim?: () => Promise<boolean>;
}

const unable = (reason: string): Look => ({ verdict: 'error', reason, captured: {} });
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Runs a probe and judges what it saw. Undefined when `claim` said no. Whatever cannot be told is an `error`. */
export async function look(event: StepEvent, probing: Probing, options: LookOptions, runtime: Runtime): Promise<Look | undefined> {
  if (probing.probe.kind === 'command' && event.environment.host !== 'local') {
    return unable('commands cannot be run on an ssm host yet: use host: local, or an http, sql, metric or lambda probe');
  }
  let values: StepValues;
  try {
    values = await valuesFor(event, probing, runtime);
  } catch (error) {
    return unable(messageOf(error));
  }
  if (options.claim !== undefined && !(await options.claim())) return undefined;

  const context = probeContext(
    event,
    values,
    { timeoutMs: probing.timeoutMs, readOnly: options.readOnly, signal: options.signal },
    runtime,
  );
  const result = await runProbe(probing.probe, context);
  const judgement = judge({
    kind: probing.probe.kind,
    result,
    expect: probing.expect,
    value: probing.value,
    measure: options.measure,
    looksOnly: options.readOnly,
    values: values.values,
    secrets: values.secrets,
  });
  const evidence = evidenceOf(result, values.secrets);
  const captured: Captured =
    probing.capture === undefined || judgement.verdict !== 'pass'
      ? { kind: 'captured', values: {} }
      : captureValues(probing.capture, result, values.secrets);
  if (captured.kind === 'failed') return { verdict: 'error', reason: captured.reason, evidence, captured: {} };
  return { ...judgement, evidence, captured: captured.values };
}
