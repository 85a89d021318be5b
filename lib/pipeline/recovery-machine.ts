import { Condition, JsonPath, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Plan } from '../plan/model.ts';
import type { HandlerFunctions } from './handlers.ts';
import { prepareStates } from './states/prepare.ts';
import { rollbackExits, rollbackStates, verification } from './states/rollback.ts';
import { MachineScope } from './states/scope.ts';

/** What a recovery that an event started calls itself; the next ones are started by a person, who counts on. */
const FIRST_RECOVERY = 'recovery-1';

/**
 * A person gives a recovery the deployment. The event of an execution that died holds its input as text, so the
 * deployment is taken out of that, and its execution is named anew.
 */
function startedByEvent(machine: MachineScope, next: State): State {
  const read = machine.pass('Read the event', {
    parameters: { input: JsonPath.stringToJson(JsonPath.stringAt('$.detail.input')), execution: FIRST_RECOVERY },
  });
  const take = machine.pass('Take its deployment', { inputPath: '$.input.deployment', resultPath: '$.deployment' });
  const name = machine.pass('Recover as', { inputPath: '$.execution', resultPath: '$.deployment.execution' });
  read.next(take).next(name).next(next);
  return machine.choice('Started by an event?').when(Condition.isPresent('$.detail.input'), read).otherwise(next);
}

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
  return startedByEvent(machine, read);
}
