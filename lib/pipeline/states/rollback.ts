import { Condition, JsonPath, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { Outcome } from '../../deployments/verdict.ts';
import type { PlannedAction, RollbackPlan } from '../../plan/model.ts';
import { FULL_ROLLBACK } from '../../plan/rollback-name.ts';
import { verbatim } from '../../plan/verbatim.ts';
import { attempted } from './action.ts';
import { approvalState } from './approval.ts';
import { sideBySide } from './checks.ts';
import { closeStates } from './close.ts';
import { notifyState } from './notify.ts';
import { once } from './once.ts';
import { FROM_STATE, type MachineScope } from './scope.ts';

/** Where a rollback can end. */
export interface RollbackExits {
  readonly nothingAttempted: () => State;
  readonly rolledBack: () => State;
  readonly failed: () => State;
}

/** The three ends of a rollback; `untouched` is the outcome when there was nothing to undo. */
export const rollbackExits = (machine: MachineScope, untouched: Outcome): RollbackExits => ({
  nothingAttempted: once(() => closeStates(machine, untouched)),
  rolledBack: once(() => closeStates(machine, 'ROLLED_BACK')),
  failed: once(() => closeStates(machine, 'ROLLBACK_FAILED')),
});

const POINT_OF_NO_RETURN_MS = 24 * 3_600_000;

/** After the undos: the baseline again, and the gate that says whether the rollback worked. */
export function verification(machine: MachineScope, exits: RollbackExits): State {
  const { verification: checks, mustVerify } = machine.plan;
  const judge = machine.task('Go/no-go: Rollback', 'gate', {
    payload: {
      verify: verbatim({ mustVerify, checks: checks.map(({ id, title }) => ({ id, title })) }),
      undos: FROM_STATE.undos,
      actions: FROM_STATE.actions,
      baseline: FROM_STATE.baseline,
      verification: JsonPath.objectAt('$.verification'),
    },
    select: { 'next.$': '$.Payload.next' },
    resultPath: '$.gate',
  });
  judge.addCatch(exits.failed(), { resultPath: JsonPath.DISCARD });
  judge.next(
    machine
      .choice('Rollback verified?')
      .when(Condition.stringEquals('$.gate.next', 'proceed'), exits.rolledBack())
      .otherwise(exits.failed()),
  );
  if (checks.length === 0) return judge;
  const verify = sideBySide(machine, 'Verify rollback', checks, 'verification', '$.verification');
  verify.next(judge);
  return verify;
}

/** One undo, run only when its action was attempted. */
function undoState(machine: MachineScope, plan: RollbackPlan, action: PlannedAction, next: State, failed: () => State): State {
  const guard = machine.choice(`Attempted? ${action.title}`).otherwise(next);
  if (action.undo?.kind === 'none') {
    const question = {
      // In capitals, as no step's own id is: a sign-off must not answer it.
      id: `${action.id}_BY_HAND`,
      title: `Undo by hand: ${action.title}`,
      details: `This cannot be undone automatically (${action.undo.because}). Approve when it has been dealt with and the rollback may go on; reject to stop the rollback here.`,
      phase: action.phase,
      stateName: `Point of no return: ${action.title}`,
      verb: 'approve',
      withinMs: POINT_OF_NO_RETURN_MS,
      asks: 'undo-by-hand',
    } as const;
    return guard.when(attempted(action), approvalState(machine, question, next, failed()));
  }
  const resultPath = `$.undos.${action.id}`;
  const undo = machine.task(plan.name === FULL_ROLLBACK ? `Undo: ${action.title}` : `Undo (${plan.name}): ${action.title}`, 'rollback', {
    payload: { environment: FROM_STATE.environment, step: verbatim(action) },
    select: { 'verdict.$': '$.Payload.verdict', 'value.$': '$.Payload.value' },
    resultPath,
    timeoutMs: action.undo?.timeoutMs ?? action.timeoutMs,
  });
  const onFailure = machine.plan.onUndoFailure === 'stop' ? failed() : next;
  undo.addCatch(machine.constant(`Undo lost: ${action.title}`, { verdict: 'error', value: null }, resultPath).next(onFailure), {
    resultPath: JsonPath.DISCARD,
  });
  if (onFailure === next) undo.next(next);
  else
    undo.next(
      machine
        .choice(`Undone? ${action.title}`)
        .when(Condition.stringEquals(`${resultPath}.verdict`, 'pass'), next)
        .otherwise(onFailure),
    );
  return guard.when(attempted(action), undo);
}

/**
 * The rollback: undoes what was attempted, last first and only that, then verifies.
 * The deployment machine and the recovery machine both use it. `verify` is shared by all plans of a machine.
 */
export function rollbackStates(machine: MachineScope, plan: RollbackPlan | undefined, exits: RollbackExits, verify: () => State): State {
  const [first, ...others] = (machine.plan.rollbacks[0]?.undos ?? []).map(attempted);
  if (plan === undefined || first === undefined) return notifyState(machine, 'no-go', exits.nothingAttempted());
  const undos = plan.undos.reduceRight<State>((next, action) => undoState(machine, plan, action, next, exits.failed), verify());
  const anything = machine.choice(plan.name === FULL_ROLLBACK ? 'Anything attempted?' : `Anything attempted? (${plan.name})`);
  anything.when(others.length === 0 ? first : Condition.or(first, ...others), undos).otherwise(exits.nothingAttempted());
  return notifyState(machine, 'no-go', anything);
}
