import type { GateEvent, GateResult, VerifyEvent } from '../../lib/deployments/invocation.ts';
import { type AuditRecord, type GateRecord, ROLLBACK_GATE } from '../../lib/deployments/records.ts';
import type { Handle, Runtime } from '../runtime/runtime.ts';
import { stamp } from '../steps/record.ts';
import { decide, decideRollback, type Ruling } from './decide.ts';

const VERIFICATION = { id: ROLLBACK_GATE, title: 'Rollback' };

/** The words that steps and undos gave for not passing: the gate's own reason repeats them. */
async function reasons({ deployment }: GateEvent | VerifyEvent, ruling: Ruling, runtime: Runtime): Promise<string> {
  if (ruling.decision === 'GO') return ruling.reason;
  const records = await runtime.store.records(deployment.id);
  const told = (record: AuditRecord): string[] => {
    if (record.execution !== deployment.execution) return [];
    if (record.kind === 'undo' && record.verdict !== 'pass') return [`undo of ${record.title}: ${record.reason}`];
    const counts = record.kind === 'step' && record.purpose !== 'baseline' && ruling.against.some(({ id }) => id === record.step);
    return counts && record.verdict !== 'pass' ? [`${record.title}: ${record.reason}`] : [];
  };
  const words = records.flatMap(told);
  return words.length === 0 ? ruling.reason : words.join('; ');
}

/** Judges a phase, or a rollback. It does not act: the machine follows what it says. */
export const judge: Handle<GateEvent | VerifyEvent, GateResult> = async (event, runtime) => {
  const { deployment } = event;
  const isPhase = 'gate' in event;
  const ruling = isPhase ? decide(event, runtime.interrupted.aborted) : decideRollback(event);
  const { id, title } = isPhase ? event.gate : VERIFICATION;
  const record: GateRecord = {
    ...stamp(deployment, runtime),
    kind: 'gate',
    gate: id,
    title,
    decision: ruling.decision,
    next: ruling.next,
    reason: ruling.reason === 'interrupted' ? ruling.reason : await reasons(event, ruling, runtime),
    counts: ruling.counts,
  };
  const written = await runtime.store.append(record);
  const counted = written ? record : await runtime.store.find(record);
  return { next: counted?.next ?? 'rollback' };
};
