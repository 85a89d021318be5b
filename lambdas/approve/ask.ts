import type { ApproveEvent, CheckState } from '../../lib/deployments/invocation.ts';
import type { ApprovalRecord } from '../../lib/deployments/records.ts';
import type { Handle } from '../runtime/runtime.ts';
import { stamp } from '../steps/record.ts';

/**
 * Asks: keeps the task token where only the answer finds it, and records the question. Called again with `expired`
 * when nobody answered in time; an answer that came at the last moment counts.
 */
export const ask: Handle<ApproveEvent, CheckState> = async ({ deployment, step, taskToken, expired }, runtime) => {
  const base = stamp(deployment, runtime);
  const fault = deployment.faults[step.id];
  // The machine leads what throws to the state that records a no.
  if (fault === 'before' && !expired) throw new Error('made to fail before it was asked');
  if (expired) {
    const record: ApprovalRecord = {
      ...base,
      kind: 'approval',
      step: step.id,
      title: step.title,
      ...(fault === undefined ? { answer: 'expired', by: 'nobody' } : { answer: 'rejected', by: `--fail ${fault}` }),
    };
    const counted = (await runtime.store.append(record)) ? record : await runtime.store.find(record);
    return { verdict: counted?.answer === 'approved' ? 'pass' : 'fail' };
  }
  const expiresAt = new Date(Date.parse(base.at) + step.withinMs).toISOString();
  await runtime.store.keepToken(deployment.id, step.id, { token: taskToken, expiresAt });
  await runtime.store.append({ ...base, kind: 'approval-requested', step: step.id, title: step.title, expiresAt });
  if (fault === 'after') throw new Error('made to fail after it was asked');
  return { verdict: 'skipped' };
};
