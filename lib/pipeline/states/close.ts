import { JsonPath, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { NotificationEvent } from '../../checklist/schema/checklist.ts';
import type { Outcome } from '../../deployments/verdict.ts';
import { notifyState } from './notify.ts';
import type { MachineScope } from './scope.ts';

interface Ending {
  readonly words: string;
  readonly event: NotificationEvent;
  /** The error an execution ends with; none for the good end. */
  readonly error?: string;
  readonly cause: string;
}

const ENDINGS: Readonly<Record<Outcome, Ending>> = {
  DEPLOYED: { words: 'deployed', event: 'deployed', cause: 'every gate said go' },
  STOPPED: { words: 'stopped', event: 'stopped', error: 'NoGo', cause: 'a gate said no-go and nothing was undone' },
  ROLLED_BACK: {
    words: 'rolled back',
    event: 'rolled-back',
    error: 'RolledBack',
    cause: 'a gate said no-go; what was attempted was undone and the undo was verified',
  },
  ROLLBACK_FAILED: {
    words: 'rollback failed',
    event: 'rollback-failed',
    error: 'RollbackFailed',
    cause: 'an undo or its verification failed: a person is needed',
  },
  ABORTED: { words: 'aborted', event: 'aborted', error: 'Aborted', cause: 'it was interrupted before anything was attempted' },
};

/** The errors that a machine ends with on its own account. */
export const OWN_ERRORS: readonly string[] = Object.values(ENDINGS).flatMap(({ error }) => (error === undefined ? [] : [error]));

/** How a machine ends for one outcome: seal, unlock, notify, then the end that the console shows. */
export function closeStates(machine: MachineScope, outcome: Outcome, after?: State): State {
  const { words, event, error, cause } = ENDINGS[outcome];
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  const end = after ?? (error === undefined ? machine.succeed(name, cause) : machine.fail(name, error, cause));
  const close = machine.task(`Close: ${words}`, 'close', { payload: { outcome }, resultPath: JsonPath.DISCARD });
  close.next(notifyState(machine, event, end));
  return close;
}
