import { giveAnswer } from '../../deployments/approvals.ts';
import type { ApproveEvent } from '../../deployments/invocation.ts';
import type { ApprovalRecord } from '../../deployments/records.ts';
import type { DeploymentStore } from '../../deployments/store.ts';
import { RefusedError } from '../../errors.ts';
import type { PlannedApproval } from '../../plan/model.ts';
import type { RunListener } from '../runner.ts';
import { eventOf } from './events.ts';
import { pause } from './interpreter.ts';

/** How often the table is looked at for an answer from another terminal. */
const LOOK_MS = 200;

/** Thrown when nobody answered in time, under the name that Step Functions gives a timeout. */
class TimedOut extends Error {
  override readonly name = 'States.Timeout';
}

/** On a laptop one person does everything; in an account, someone else must approve. */
export const rulesOf = (step: PlannedApproval | undefined, account: string | undefined) => ({
  selfApproval: account === undefined,
  ...(step?.by === undefined ? {} : { allowed: step.by }),
});

/** Puts the question to whoever is at the prompt, and keeps looking for an answer from another terminal. */
export async function awaitAnswer(
  { deployment, environment, step }: ApproveEvent,
  store: DeploymentStore,
  listener: RunListener,
  now: () => Date,
): Promise<{ verdict: 'pass' | 'fail' }> {
  const settled = new AbortController();
  // What cannot be undone needs a person, all the more when one has interrupted the run.
  const interrupted = step.asks === 'undo-by-hand' ? new AbortController().signal : listener.interrupted;
  const expiresAt = new Date(now().getTime() + step.withinMs).toISOString();
  const like: ApprovalRecord = {
    kind: 'approval',
    deployment: deployment.id,
    execution: deployment.execution,
    at: '',
    step: step.id,
    title: step.title,
    answer: 'expired',
    by: '',
  };
  // The store tells of what is written here; an answer from another terminal is told when it is found.
  let own = false;
  const record = async (approve: boolean, by: string, comment?: string): Promise<void> => {
    const answer = { deployment: deployment.id, step: step.id, approve, by, ...(comment === undefined ? {} : { comment }) };
    own = true;
    try {
      await giveAnswer(store, answer, () => rulesOf(step, environment.account), now());
    } catch (error) {
      own = false;
      throw error;
    }
  };

  const prompted = async (): Promise<void> => {
    const question = {
      deployment: deployment.id,
      step: step.id,
      title: step.title,
      expiresAt,
      asks: step.asks,
      ...(step.details === undefined ? {} : { details: step.details }),
    };
    const given = await listener.ask?.(question, settled.signal);
    if (given !== undefined && !settled.signal.aborted) await record(given.approve, given.by, given.comment);
  };
  let asking: Promise<unknown> = prompted().catch((error: unknown) => {
    if (!(error instanceof RefusedError)) throw error;
    return error;
  });

  try {
    for (;;) {
      const refusal = await Promise.race([asking, pause(LOOK_MS, interrupted).then(() => undefined)]);
      const answer = await store.find(like);
      if (answer !== undefined) {
        const event = own ? undefined : eventOf(answer);
        if (event !== undefined) listener.onEvent(event);
        return { verdict: answer.answer === 'approved' ? 'pass' : 'fail' };
      }
      if (refusal instanceof RefusedError) {
        // Somebody else may still answer.
        listener.onRefusedAnswer?.(refusal.message);
        asking = new Promise(() => {});
      }
      if (interrupted.aborted) own = await store.append({ ...like, at: now().toISOString(), answer: 'rejected', by: 'interruption' });
      else if (now().toISOString() > expiresAt) throw new TimedOut(`nobody answered "${step.title}"`);
      else await pause(LOOK_MS, interrupted);
    }
  } finally {
    settled.abort();
  }
}
