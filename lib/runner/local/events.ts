import type { Runtime } from '../../../lambdas/runtime/runtime.ts';
import type { DeploymentEvent } from '../../deployments/events.ts';
import type { AuditRecord } from '../../deployments/records.ts';

/** What a record tells those who watch; undefined for records that only matter later. */
export function eventOf(record: AuditRecord): DeploymentEvent | undefined {
  const { at, deployment } = record;
  switch (record.kind) {
    case 'opened': {
      const { checklist, environment, version } = record;
      return { event: 'deployment-opened', at, deployment, checklist, environment, version };
    }
    case 'step': {
      const { step, title, verb, phase, purpose, verdict, reason, value, durationMs } = record;
      return {
        event: 'step-finished',
        at,
        deployment,
        step,
        title,
        verb,
        phase,
        purpose,
        verdict,
        reason,
        durationMs,
        ...(value === undefined ? {} : { value }),
      };
    }
    case 'approval-requested':
      return { event: 'approval-requested', at, deployment, step: record.step, title: record.title, expiresAt: record.expiresAt };
    case 'approval':
      return { event: 'approval-answered', at, deployment, step: record.step, title: record.title, answer: record.answer, by: record.by };
    case 'gate':
      return {
        event: 'gate-decided',
        at,
        deployment,
        gate: record.gate,
        title: record.title,
        decision: record.decision,
        reason: record.reason,
      };
    case 'undo': {
      const { step, title, verdict, reason, durationMs } = record;
      return { event: 'undo-finished', at, deployment, step, title, verdict, reason, durationMs };
    }
    case 'closed': {
      const { outcome, reason, openedAt } = record;
      return { event: 'deployment-closed', at, deployment, outcome, reason, durationMs: Date.parse(at) - Date.parse(openedAt) };
    }
    case 'claimed':
    case 'sample':
    case 'captured':
    case 'undo-claimed':
    case 'notification':
    case 'seal':
      return undefined;
  }
}

/** A step or an undo begins. */
export function startEvent({ step, purpose, deployment }: Parameters<Runtime['onStart']>[0], now: Date): DeploymentEvent {
  const { id, title, verb, phase } = step;
  const at = now.toISOString();
  return purpose === 'undo'
    ? { event: 'undo-started', at, deployment, step: id, title }
    : { event: 'step-started', at, deployment, step: id, title, verb, phase, purpose };
}
