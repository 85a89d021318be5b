import type { ActionEvent, CheckState } from '../../lib/deployments/invocation.ts';
import type { UndoRecord } from '../../lib/deployments/records.ts';
import type { Handle, Runtime } from '../runtime/runtime.ts';
import { look } from './look.ts';
import { stamp } from './record.ts';

/** A rollback is never interrupted: it ends what an interruption began. */
const NEVER = new AbortController().signal;

async function undoneBefore({ deployment, step }: ActionEvent, runtime: Runtime): Promise<UndoRecord | undefined> {
  if (!deployment.execution.startsWith('recovery')) return undefined;
  const records = await runtime.store.records(deployment.id);
  return records.find((record): record is UndoRecord => record.kind === 'undo' && record.step === step.id && record.verdict === 'pass');
}

/**
 * Undoes one action. An undo that ended well is not run again by a later recovery; one that was cut off is,
 * which is why it must be safe to run on a half-done action.
 */
export const undo: Handle<ActionEvent, CheckState> = async (event, runtime) => {
  const { deployment, step } = event;
  const settled = (verdict: CheckState['verdict']): CheckState => ({ verdict, value: null });
  if (step.undo?.kind !== 'undo') return settled('error');
  const done = await undoneBefore(event, runtime);
  if (done !== undefined) return settled(done.verdict);

  const startedAt = runtime.now();
  const recordOf = (outcome: Pick<UndoRecord, 'verdict' | 'reason' | 'evidence'>): UndoRecord => {
    const base = stamp(deployment, runtime);
    return {
      ...base,
      kind: 'undo',
      step: step.id,
      title: step.title,
      ...outcome,
      startedAt: startedAt.toISOString(),
      durationMs: Math.max(0, Date.parse(base.at) - startedAt.getTime()),
    };
  };
  const claim = async (): Promise<boolean> => {
    const first = await runtime.store.append({ ...stamp(deployment, runtime), kind: 'undo-claimed', step: step.id });
    if (first) runtime.onStart({ step, purpose: 'undo', deployment: deployment.id });
    return first;
  };
  const { probe, timeoutMs } = step.undo;
  const outcome = await look(event, { probe, timeoutMs, readsCaptured: true }, { readOnly: false, signal: NEVER, claim }, runtime);
  if (outcome === undefined) {
    const recorded = await runtime.store.find(recordOf({ verdict: 'error', reason: '' }));
    if (recorded !== undefined) return settled(recorded.verdict);
  }
  const { verdict, reason, evidence } = outcome ?? {
    verdict: 'error' as const,
    reason: 'an earlier delivery of this undo began and did not finish',
    evidence: undefined,
  };
  await runtime.store.append(recordOf({ verdict, reason, ...(evidence === undefined ? {} : { evidence }) }));
  return settled(verdict);
};
