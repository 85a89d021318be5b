import { JsonPath, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { NotificationEvent } from '../../checklist/schema/checklist.ts';
import type { MachineScope } from './scope.ts';

/** Tells whoever asked to hear of this. It decides nothing: a failed publish is recorded, and the deployment goes on. */
export function notifyState(machine: MachineScope, event: NotificationEvent, next: State): State {
  const rules = machine.plan.notifications.filter((rule) => rule.on.includes(event)).map(({ on: _, ...rule }) => rule);
  const notify = machine.task(`Notify: ${event}`, 'notify', { payload: { event, rules }, resultPath: JsonPath.DISCARD });
  notify.addCatch(next, { resultPath: JsonPath.DISCARD });
  notify.next(next);
  return notify;
}
