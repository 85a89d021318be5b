import type { DeploymentEventPayload, RecoverResult } from '../../lib/deployments/invocation.ts';
import { sealAndUnlock } from '../close/close.ts';
import type { Handle } from '../runtime/runtime.ts';

/** Reads from the records what a deployment that died had attempted. One that was closed only gets what it still lacks. */
export const recover: Handle<DeploymentEventPayload, RecoverResult> = async ({ deployment }, runtime) => {
  const records = await runtime.store.records(deployment.id);
  if (records.some(({ kind }) => kind === 'closed')) {
    await sealAndUnlock(deployment, runtime);
    return { next: 'closed', actions: {}, baseline: {} };
  }
  const actions = records.flatMap((record) =>
    record.kind === 'claimed' ? [[record.step, { verdict: 'error', attempted: true }] as const] : [],
  );
  const baseline = records.flatMap((record) =>
    record.kind === 'step' && record.purpose === 'baseline'
      ? [[record.step, { verdict: record.verdict, value: record.value ?? null }] as const]
      : [],
  );
  return { next: 'rollback', actions: Object.fromEntries(actions), baseline: Object.fromEntries(baseline) };
};
