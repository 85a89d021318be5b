import type { ActionEvent, ActionState } from '../../lib/deployments/invocation.ts';
import type { ClaimedRecord } from '../../lib/deployments/records.ts';
import type { Handle, Runtime } from '../runtime/runtime.ts';
import { type Look, look } from './look.ts';
import { keepCaptured, stamp, stepRecord } from './record.ts';

const claimOf = ({ deployment, step }: ActionEvent, runtime: Runtime): ClaimedRecord => ({
  ...stamp(deployment, runtime),
  kind: 'claimed',
  step: step.id,
  title: step.title,
  verb: step.verb,
  phase: step.phase,
});

/**
 * Records how an action ended. When another delivery was first, that one's word counts, and what it began was attempted
 * even if this delivery could not begin anything.
 */
async function conclude(
  event: ActionEvent,
  outcome: Omit<Look, 'captured'>,
  startedAt: Date,
  claimed: boolean,
  runtime: Runtime,
): Promise<ActionState> {
  const { deployment, step } = event;
  const attempted = claimed || (await runtime.store.find(claimOf(event, runtime))) !== undefined;
  const record = stepRecord(deployment, step, outcome, { purpose: 'step', startedAt, attempts: 1 }, runtime);
  const written = await runtime.store.append(record);
  const counted = written ? record : await runtime.store.find(record);
  return { verdict: counted?.verdict ?? 'error', attempted };
}

/** A delivery that finds the claim taken never acts: it answers with what the first one came to. */
async function deliveredBefore(event: ActionEvent, startedAt: Date, runtime: Runtime): Promise<ActionState> {
  const { deployment, step } = event;
  const like = stepRecord(deployment, step, { verdict: 'error', reason: '' }, { purpose: 'step', startedAt, attempts: 1 }, runtime);
  const recorded = await runtime.store.find(like);
  if (recorded !== undefined) return { verdict: recorded.verdict, attempted: true };
  const reason = 'an earlier delivery of this step began and did not finish; it is not run a second time';
  return conclude(event, { verdict: 'error', reason }, startedAt, true, runtime);
}

/** Runs one action, at most once: it is claimed by a conditional write before anything is changed. */
export const act: Handle<ActionEvent, ActionState> = async (event, runtime) => {
  const { deployment, step } = event;
  const startedAt = runtime.now();
  const fault = deployment.faults[step.id];
  if (runtime.interrupted.aborted)
    return conclude(event, { verdict: 'error', reason: 'interrupted before it began' }, startedAt, false, runtime);
  if (fault === 'before') return conclude(event, { verdict: 'fail', reason: 'made to fail before it acted' }, startedAt, false, runtime);

  let claimed = false;
  const claim = async (): Promise<boolean> => {
    claimed = await runtime.store.append(claimOf(event, runtime));
    if (claimed) runtime.onStart({ step, purpose: 'step', deployment: deployment.id });
    return claimed;
  };
  const outcome = await look(event, step, { readOnly: false, signal: runtime.interrupted, claim }, runtime);
  if (outcome === undefined) return deliveredBefore(event, startedAt, runtime);

  await keepCaptured(deployment, step.id, outcome.captured, runtime);
  const judged =
    fault === 'after' ? { ...outcome, verdict: 'fail' as const, reason: `made to fail after it acted; ${outcome.reason}` } : outcome;
  const { captured: _, ...kept } = judged;
  return conclude(event, kept, startedAt, claimed, runtime);
};
