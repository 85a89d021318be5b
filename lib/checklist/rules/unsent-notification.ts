import type { NotificationEvent } from '../schema/checklist.ts';
import { code } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isActionAt } from './subject.ts';

export const unsentNotification: Rule = {
  id: 'unsent-notification',
  severity: 'warning',
  explanation:
    'A notification about something that cannot happen in this checklist is never sent: `follow-up` without a follow-up, `approval-needed` where nobody is asked, a rollback where nothing changes.',
  *find({ checklist, steps, phases }) {
    const asks =
      steps.some(({ step }) => step.verb === 'approve') ||
      phases.some(({ phase }) => phase.noGo === 'ask') ||
      steps.some((at) => isActionAt(at) && at.step.undo?.kind === 'none');
    const changes = steps.some(isActionAt);
    const impossible: Partial<Record<NotificationEvent, string>> = {
      ...(phases.some(({ phase }) => phase.after !== undefined) ? {} : { 'follow-up': 'no phase has `after`' }),
      ...(asks ? {} : { 'approval-needed': 'nobody is asked' }),
      ...(changes ? {} : { 'rolled-back': 'nothing is changed', 'rollback-failed': 'nothing is changed' }),
    };
    for (const [index, { on }] of (checklist.notify ?? []).entries()) {
      for (const [number, event] of on.entries()) {
        const reason = impossible[event];
        if (reason !== undefined) yield { message: `${code(event)} never happens here: ${reason}`, path: ['notify', index, 'on', number] };
      }
    }
  },
};
