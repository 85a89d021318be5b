import { Condition, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Plan } from '../plan/model.ts';
import type { HandlerFunctions } from './handlers.ts';
import { prepareStates } from './states/prepare.ts';
import { rollbackExits, rollbackStates, verification } from './states/rollback.ts';
import { MachineScope } from './states/scope.ts';

/**
 * The machine that finishes a deployment which died outside its own branches: it reads from the records what was
 * attempted, then runs the same rollback as the deployment machine. Returns the state it starts at.
 */
export function recoveryMachine(scope: Construct, plan: Plan, functions: HandlerFunctions): State {
  const machine = new MachineScope(scope, 'RecoveryMachine', plan, functions);
  const exits = rollbackExits(machine, 'ABORTED');
  const rollback = rollbackStates(machine, plan.rollbacks[0], exits, () => verification(machine, exits));
  const read = machine.task('Read what was attempted', 'recover', {
    payload: {},
    select: { 'next.$': '$.Payload.next', 'actions.$': '$.Payload.actions', 'baseline.$': '$.Payload.baseline' },
    resultPath: '$.found',
  });
  const found = prepareStates(machine, rollback, { actions: '$.found.actions', baseline: '$.found.baseline' });
  const closed = machine.succeed('Was closed already', 'only the seal or the lock was left to write');
  read.next(machine.choice('Still open?').when(Condition.stringEquals('$.found.next', 'rollback'), found).otherwise(closed));
  return read;
}
