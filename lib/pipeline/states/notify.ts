import { JsonPath, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { NotificationEvent } from '../../checklist/schema/checklist.ts';
import type { PlannedStep } from '../../plan/model.ts';
import { verbatim } from '../../plan/verbatim.ts';
import type { MachineScope } from './scope.ts';

/**
 * Tells whoever asked to hear of this, then goes to `next`; where nobody asked, that is all.
 * It decides nothing: a failed publish is recorded, and the deployment goes on.
 */
export function notifyState(
  machine: MachineScope,
  event: NotificationEvent,
  next: State,
  about?: Pick<PlannedStep, 'id' | 'title'>,
): State {
  const rules = machine.plan.notifications.filter((rule) => rule.on.includes(event)).map(({ on: _, ...rule }) => rule);
  if (rules.length === 0) return next;
  const subject = about === undefined ? {} : { about: { id: about.id, title: about.title } };
  const notify = machine.task(`Notify: ${event}`, 'notify', {
    payload: { event, rules: verbatim(rules), ...subject },
    resultPath: JsonPath.DISCARD,
  });
  notify.addCatch(next, { resultPath: JsonPath.DISCARD });
  notify.next(next);
  return notify;
}
