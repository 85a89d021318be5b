import { Condition, JsonPath, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { Group, PlannedPhase } from '../../plan/model.ts';
import { verbatim } from '../../plan/verbatim.ts';
import { actionState } from './action.ts';
import { approvalState } from './approval.ts';
import { checkGroup, unlessFailed } from './checks.ts';
import { FROM_STATE, type MachineScope } from './scope.ts';

/** Where a gate can lead. */
export interface GateExits {
  readonly proceed: State;
  readonly stop: () => State;
  readonly rollback: () => State;
}

/** The gate at the end of a phase: the handler judges, the Choice follows. A gate that cannot judge is a no-go. */
function gateStates(machine: MachineScope, { gate, groups }: PlannedPhase, exits: GateExits): State {
  const groupIds = groups.flatMap((group) => (group.kind === 'checks' ? [group.id] : []));
  const { stateName, question, ...definition } = gate;
  const judge = machine.task(stateName, 'gate', {
    payload: {
      gate: verbatim({ ...definition, groups: groupIds }),
      checks: FROM_STATE.checks,
      actions: FROM_STATE.actions,
      approvals: FROM_STATE.approvals,
    },
    select: { 'next.$': '$.Payload.next' },
    resultPath: '$.gate',
  });
  const noGo = gate.noGo.kind === 'stop' ? exits.stop() : exits.rollback();
  judge.addCatch(noGo, { resultPath: JsonPath.DISCARD });
  const is = (next: string): Condition => Condition.stringEquals('$.gate.next', next);
  const choice = machine.choice(`${gate.title}: go?`).when(is('proceed'), exits.proceed);
  if (question !== undefined) choice.when(is('ask'), approvalState(machine, question, exits.proceed, exits.rollback()));
  choice.otherwise(noGo);
  judge.next(choice);
  return judge;
}

function groupState(machine: MachineScope, group: Group, next: State, gate: State): State {
  switch (group.kind) {
    case 'checks':
      return checkGroup(machine, group, next === gate ? gate : unlessFailed(machine, group, next, gate));
    case 'action':
      return actionState(machine, group.step, next, gate);
    case 'approval':
      return approvalState(machine, group.step, next, gate);
  }
}

/** A phase: its groups in order, then its gate. Whatever fails goes straight to the gate. Returns where it begins. */
export function phaseStates(machine: MachineScope, phase: PlannedPhase, exits: GateExits): State {
  const gate = gateStates(machine, phase, exits);
  return phase.groups.toReversed().reduce<State>((next, group) => groupState(machine, group, next, gate), gate);
}
