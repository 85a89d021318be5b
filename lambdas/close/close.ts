import { coveredBy } from '../../lib/deployments/audit.ts';
import type { CloseEvent, DeploymentIdentity } from '../../lib/deployments/invocation.ts';
import { type AuditRecord, type ClosedRecord, type GateRecord, type OpenedRecord, ROLLBACK_GATE } from '../../lib/deployments/records.ts';
import { sealOf } from '../../lib/deployments/seal.ts';
import type { Outcome } from '../../lib/deployments/verdict.ts';
import type { Handle, Runtime } from '../runtime/runtime.ts';
import { stamp } from '../steps/record.ts';

/** What decided the end: the gate that said no-go last, and for a rollback also how it went. */
function reasonFor(outcome: Outcome, records: readonly AuditRecord[]): string {
  const gates = records.filter((record): record is GateRecord => record.kind === 'gate').toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const noGo = gates.filter(({ gate, decision }) => gate !== ROLLBACK_GATE && decision !== 'GO').at(-1);
  const rollback = gates.filter(({ gate }) => gate === ROLLBACK_GATE).at(-1);
  const rejected = records.findLast((record) => record.kind === 'approval' && record.answer !== 'approved');
  const decided = noGo === undefined ? undefined : `${noGo.title}: ${noGo.reason}`;
  const refused = rejected?.kind === 'approval' ? `${rejected.title}: ${rejected.answer}` : undefined;
  switch (outcome) {
    case 'DEPLOYED':
      return 'every gate said go';
    case 'STOPPED':
      return `${decided ?? 'a gate could not judge'}; ${leftAsItIs(records)}`;
    case 'ABORTED':
      return records.some(({ kind }) => kind === 'claimed')
        ? 'it was cut off; what was done was left, as the phase says'
        : 'it was cut off before anything was attempted';
    case 'ROLLED_BACK':
      return `${decided ?? 'it was cut off'}; ${rollback?.reason ?? 'undone'}`;
    case 'ROLLBACK_FAILED':
      return `${decided ?? 'it was cut off'}; rollback: ${rollback?.reason ?? refused ?? 'it could not be judged'}`;
  }
}

/** A phase may say `no-go: stop` after something was changed. */
function leftAsItIs(records: readonly AuditRecord[]): string {
  const titles = records.flatMap((record) => (record.kind === 'claimed' ? [record.title] : []));
  return titles.length === 0 ? 'nothing was changed' : `left as it is: ${titles.join(', ')}`;
}

async function seal(deployment: DeploymentIdentity, chapter: 0 | 1, runtime: Runtime): Promise<void> {
  const covered = coveredBy(chapter, await runtime.store.stored(deployment.id));
  await runtime.store.append({ ...stamp(deployment, runtime), kind: 'seal', chapter, sha256: sealOf(covered), records: covered.length });
}

/** Seals the records and gives the lock back: what is left to do once the end is recorded. Safe to repeat. */
export async function sealAndUnlock(deployment: DeploymentIdentity, runtime: Runtime): Promise<void> {
  await seal(deployment, 0, runtime);
  await runtime.store.unlock(deployment.checklist, deployment.environment, deployment.id);
}

/** Records the end, seals, and unlocks; or seals the follow-ups of a deployment that was closed before. */
export const close: Handle<CloseEvent, Record<string, never>> = async ({ deployment, outcome }, runtime) => {
  if (outcome === 'FOLLOWED_UP') {
    await seal(deployment, 1, runtime);
    return {};
  }
  const records = await runtime.store.records(deployment.id);
  const opened = records.find((record): record is OpenedRecord => record.kind === 'opened');
  // A stop that a person caused is an abort.
  const counted = outcome === 'STOPPED' && runtime.interrupted.aborted ? 'ABORTED' : outcome;
  const base = stamp(deployment, runtime);
  const { checklist, environment, version } = deployment;
  const record: ClosedRecord = {
    ...base,
    kind: 'closed',
    checklist,
    environment,
    version,
    outcome: counted,
    reason: reasonFor(counted, records),
    openedAt: opened?.at ?? base.at,
  };
  await runtime.store.append(record);
  await sealAndUnlock(deployment, runtime);
  return {};
};
