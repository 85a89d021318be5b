import { JsonPath, type State } from 'aws-cdk-lib/aws-stepfunctions';
import { verbatim } from '../../plan/verbatim.ts';
import type { MachineScope } from './scope.ts';

/**
 * Puts everything that a later state reads beside the execution's own input: a path that is missing would end
 * an execution in a way that no Catch sees. `found` names the parts that come from the state instead of starting empty.
 */
export function prepareStates(machine: MachineScope, next: State, found: Readonly<Record<string, string>> = {}): State {
  const empty = Object.fromEntries(
    ['baseline', 'checks', 'actions', 'approvals', 'undos', 'verification'].filter((key) => !(key in found)).map((key) => [key, {}]),
  );
  const pass = machine.pass('Prepare', {
    parameters: {
      deployment: JsonPath.objectAt('$.deployment'),
      environment: verbatim(machine.plan.environment),
      progress: { pending: false, tries: 0, failures: 0, errors: 0, startedAt: '' },
      ...empty,
      ...Object.fromEntries(Object.entries(found).map(([key, path]) => [key, JsonPath.objectAt(path)])),
    },
  });
  pass.next(next);
  return pass;
}
