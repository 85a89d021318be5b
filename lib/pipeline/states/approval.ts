import { Condition, IntegrationPattern, JsonPath, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { PlannedApproval } from '../../plan/model.ts';
import { verbatim } from '../../plan/verbatim.ts';
import { notifyState } from './notify.ts';
import { FROM_STATE, type MachineScope } from './scope.ts';

/** Tells who can answer, asks, and waits; goes to `yes` or `no`. No answer in time is a no, and is recorded as such. */
export function approvalState(machine: MachineScope, approval: PlannedApproval, yes: State, no: State): State {
  const resultPath = `$.approvals.${approval.id}`;
  const ask = machine.task(approval.stateName, 'approve', {
    payload: { environment: FROM_STATE.environment, step: verbatim(approval), taskToken: JsonPath.taskToken, expired: false },
    integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    select: { 'verdict.$': '$.verdict' },
    resultPath,
    timeoutMs: approval.withinMs,
  });
  const expire = machine.task(`No answer: ${approval.title}`, 'approve', {
    payload: { environment: FROM_STATE.environment, step: verbatim(approval), taskToken: '', expired: true },
    select: { 'verdict.$': '$.Payload.verdict' },
    resultPath,
  });
  expire.addCatch(machine.constant(`Lost: ${approval.title}`, { verdict: 'error' }, resultPath).next(no), { resultPath: JsonPath.DISCARD });
  ask.addCatch(expire, { resultPath: JsonPath.DISCARD });
  // An answer that came at the last moment counts, so both lead to the same question.
  const answered =
    yes === no
      ? yes
      : machine
          .choice(`Approved? ${approval.title}`)
          .when(Condition.stringEquals(`${resultPath}.verdict`, 'pass'), yes)
          .otherwise(no);
  expire.next(answered);
  ask.next(answered);
  return notifyState(machine, 'approval-needed', ask, approval);
}
