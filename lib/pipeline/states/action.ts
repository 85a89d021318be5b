import { Condition, JsonPath, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { PlannedAction } from '../../plan/model.ts';
import { verbatim } from '../../plan/verbatim.ts';
import { FROM_STATE, type MachineScope } from './scope.ts';

/** True once an action was attempted. Guarded: an action that was never reached has no state. */
export const attempted = ({ id }: PlannedAction): Condition => {
  const path = `$.actions.${id}.attempted`;
  return Condition.and(Condition.isPresent(path), Condition.booleanEquals(path, true));
};

/** One action: goes to `next` when it passed, to the gate when it did not. */
export function actionState(machine: MachineScope, action: PlannedAction, next: State, gate: State): State {
  const resultPath = `$.actions.${action.id}`;
  const act = machine.task(action.stateName, action.verb, {
    payload: { environment: FROM_STATE.environment, step: verbatim(action) },
    select: { 'verdict.$': '$.Payload.verdict', 'attempted.$': '$.Payload.attempted' },
    resultPath,
    timeoutMs: action.timeoutMs,
  });
  // One that threw may have done half its work: it counts as attempted.
  act.addCatch(machine.constant(`Cut off: ${action.title}`, { verdict: 'error', attempted: true }, resultPath).next(gate), {
    resultPath: JsonPath.DISCARD,
  });
  if (next === gate) {
    act.next(gate);
  } else {
    act.next(
      machine
        .choice(`Done? ${action.title}`)
        .when(Condition.stringEquals(`${resultPath}.verdict`, 'pass'), next)
        .otherwise(gate),
    );
  }
  return act;
}
