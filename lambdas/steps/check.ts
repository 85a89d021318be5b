import type { CheckEvent, CheckResult, Progress } from '../../lib/deployments/invocation.ts';
import type { StepRecord } from '../../lib/deployments/records.ts';
import type { Judgement } from '../../lib/deployments/verdict.ts';
import { printComparison } from '../../lib/probes/compare.ts';
import type { MeasureLimits } from '../../lib/probes/measure.ts';
import type { Handle, Runtime } from '../runtime/runtime.ts';
import { type Look, look } from './look.ts';
import { keepCaptured, stamp, stepRecord } from './record.ts';
import { advance } from './repetition.ts';

const begun = ({ progress }: CheckEvent, now: Date): Progress =>
  'startedAt' in progress && progress.startedAt !== ''
    ? (progress as Progress)
    : { pending: false, tries: 0, failures: 0, errors: 0, startedAt: now.toISOString() };

/** A look that failed gives no value to compare with: an error page is quick. */
function baselineOf({ baseline, step }: CheckEvent): number | undefined {
  const before = baseline[step.id];
  return before?.verdict === 'pass' && typeof before.value === 'number' ? before.value : undefined;
}

/**
 * What a measure is held against. Before the first change its value is only taken. After a rollback it must be
 * what it was, within its regression; a target that was missed before is not asked for afterwards, nor is an improvement.
 */
function measureLimits(event: CheckEvent): MeasureLimits | undefined {
  const { step, purpose } = event;
  if (step.verb !== 'measure') return undefined;
  const { target, regression } = step;
  const baseline = baselineOf(event);
  const unit = target === undefined ? {} : { target };
  const mayBeWorse = regression !== undefined && regression >= 0;
  if (purpose === 'baseline' || (purpose === 'verification' && !mayBeWorse)) return { ...unit, only: 'value' };
  const before = regression === undefined ? {} : { regression, ...(baseline === undefined ? {} : { baseline }) };
  return { ...unit, ...before, ...(purpose === 'verification' ? { only: 'regression' } : {}) };
}

/** An interrupted or sabotaged check; undefined when it is to be looked at. */
function withoutLooking({ deployment, step, purpose, mustPass, baseline }: CheckEvent, runtime: Runtime): Look | undefined {
  if (purpose === 'verification') {
    const counts = mustPass === true || baseline[step.id]?.verdict === 'pass';
    return counts ? undefined : { verdict: 'skipped', reason: 'it did not pass before the first change either', captured: {} };
  }
  if (runtime.interrupted.aborted) return { verdict: 'error', reason: 'interrupted before it began', captured: {} };
  if (purpose === 'step' && deployment.faults[step.id] === 'before')
    return { verdict: 'fail', reason: 'made to fail before it looked', captured: {} };
  return undefined;
}

function judged(event: CheckEvent, outcome: Look): Look {
  const sabotaged = event.purpose === 'step' && event.deployment.faults[event.step.id] === 'after';
  return sabotaged ? { ...outcome, verdict: 'fail', reason: `made to fail after it looked; ${outcome.reason}` } : outcome;
}

/** A failure of an advisory check is a warning. */
const softened = (event: CheckEvent, { verdict, reason }: Pick<Judgement, 'verdict' | 'reason'>): Pick<Judgement, 'verdict' | 'reason'> =>
  event.step.advisory && (verdict === 'fail' || verdict === 'error')
    ? { verdict: 'warn', reason: `${reason} (advisory)` }
    : { verdict, reason };

/** What a report says of a measure beside its value. */
function measured(event: CheckEvent): Pick<StepRecord, 'baseline' | 'target'> {
  const baseline = event.purpose === 'baseline' ? undefined : baselineOf(event);
  const { target } = event.step;
  return { ...(baseline === undefined ? {} : { baseline }), ...(target === undefined ? {} : { target: printComparison(target) }) };
}

/** Looks once and says how the check stands. A check only looks: it may be delivered twice, but is recorded once. */
export const check: Handle<CheckEvent, CheckResult> = async (event, runtime) => {
  const { deployment, step, purpose } = event;
  const before = begun(event, runtime.now());
  if (before.tries === 0) runtime.onStart({ step, purpose, deployment: deployment.id });

  const signal = purpose === 'verification' ? new AbortController().signal : runtime.interrupted;
  const measure = measureLimits(event);
  const idle = withoutLooking(event, runtime);
  const seen = idle ??
    (await look(event, step, { readOnly: true, signal, ...(measure === undefined ? {} : { measure }) }, runtime)) ?? {
      verdict: 'error',
      reason: 'it was not looked at',
      captured: {},
    };
  const outcome = judged(event, seen);

  // An interruption or an induced failure is not tried again.
  const final = idle !== undefined || outcome !== seen || (signal.aborted && outcome.verdict !== 'pass');
  const standing = advance(final ? undefined : step.repetition, before, outcome);
  if (step.repetition?.kind === 'monitor') {
    const sample = {
      ...stamp(deployment, runtime),
      kind: 'sample',
      step: step.id,
      number: standing.progress.tries,
      verdict: outcome.verdict,
      reason: outcome.reason,
    } as const;
    await runtime.store.append(outcome.value === undefined ? sample : { ...sample, value: outcome.value });
  }
  if (standing.progress.pending) return { verdict: standing.verdict, value: outcome.value ?? null, progress: standing.progress };

  if (purpose === 'step') await keepCaptured(deployment, step.id, outcome.captured, runtime);
  const { captured: _, ...kept } = { ...outcome, ...softened(event, standing) };
  const timing = { purpose, startedAt: new Date(before.startedAt), attempts: standing.progress.tries };
  const record = stepRecord(deployment, step, kept, timing, runtime, measured(event));
  const counted = (await runtime.store.append(record)) ? record : ((await runtime.store.find(record)) ?? record);
  return { verdict: counted.verdict, value: counted.value ?? null, progress: standing.progress };
};
