import type { Fail } from 'aws-cdk-lib/aws-stepfunctions';
import type { MachineScope } from './scope.ts';

/** The error of a deployment that was not opened. Nothing was changed and nothing is locked: there is nothing to recover. */
export const REFUSED = 'Refused';

export const refusedState = (machine: MachineScope): Fail =>
  machine.fail('Refused', REFUSED, 'locked, frozen, or not deployed yet where it must have been: see the output of Open deployment');
