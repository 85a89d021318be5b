import { Condition, JsonPath, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { FollowUp, Plan, PlannedPhase } from '../plan/model.ts';
import { FULL_ROLLBACK } from '../plan/rollback-name.ts';
import { verbatim } from '../plan/verbatim.ts';
import { FOLLOW_UPS_BEGIN } from './follow-ups-begin.ts';
import type { HandlerFunctions } from './handlers.ts';
import { sideBySide } from './states/checks.ts';
import { closeStates } from './states/close.ts';
import { notifyState } from './states/notify.ts';
import { keyed, once } from './states/once.ts';
import { phaseStates } from './states/phase.ts';
import { prepareStates } from './states/prepare.ts';
import { refusedState } from './states/refused.ts';
import { rollbackExits, rollbackStates, verification } from './states/rollback.ts';
import { FROM_STATE, MachineScope } from './states/scope.ts';

/** Follow-ups run after the close, in order of time, and end in the seal of what they recorded. */
function followUpStates(machine: MachineScope, followUps: readonly FollowUp[]): State | undefined {
  if (followUps.length === 0) return undefined;
  const ordered = followUps.toSorted((a, b) => a.afterMs - b.afterMs);
  const seal = machine.task('Seal follow-ups', 'close', { payload: { outcome: 'FOLLOWED_UP' }, resultPath: JsonPath.DISCARD });
  seal.next(machine.succeed('Followed up', 'the deployment stands; see the records for what the follow-ups saw'));
  const first = ordered.reduceRight<State>((next, followUp, index) => {
    const noGo = notifyState(machine, 'follow-up', next, followUp);
    const begin = phaseStates(machine, followUp, { proceed: next, stop: () => noGo, rollback: () => noGo });
    const wait = machine.wait(`Until: ${followUp.title}`, followUp.afterMs - (ordered[index - 1]?.afterMs ?? 0));
    wait.next(begin);
    return wait;
  }, seal);
  // From here on, records belong to the second chapter, which has a seal of its own.
  const chapter = machine.pass(FOLLOW_UPS_BEGIN, { parameters: { execution: 'follow-up' }, resultPath: '$.chapter' });
  const identity = machine.pass('Follow up as', { inputPath: '$.chapter.execution', resultPath: '$.deployment.execution' });
  chapter.next(identity).next(first);
  return chapter;
}

const rollbackName = ({ gate }: PlannedPhase): string => (gate.noGo.kind === 'rollback' ? gate.noGo.plan : FULL_ROLLBACK);

/** The deployment machine, built from its ends to its start. Returns the state it starts at. */
export function deploymentMachine(scope: Construct, plan: Plan, functions: HandlerFunctions): State {
  const machine = new MachineScope(scope, 'DeploymentMachine', plan, functions);
  const exits = rollbackExits(machine, 'STOPPED');
  // States are made when something leads to them: one that nothing reaches would make the definition invalid.
  const stop = once(() => notifyState(machine, 'no-go', exits.nothingAttempted()));
  const verify = once(() => verification(machine, exits));
  const rollback = keyed((name: string) =>
    rollbackStates(
      machine,
      plan.rollbacks.find((each) => each.name === name),
      exits,
      verify,
    ),
  );
  const firstPhase = plan.phases.reduceRight<State>(
    (proceed, phase) => phaseStates(machine, phase, { proceed, stop, rollback: () => rollback(rollbackName(phase)) }),
    closeStates(machine, 'DEPLOYED', followUpStates(machine, plan.followUps)),
  );

  const open = machine.task('Open deployment', 'open', {
    payload: { environment: FROM_STATE.environment, freeze: verbatim(plan.freeze) },
    select: { 'opened.$': '$.Payload.opened', 'reason.$': '$.Payload.reason' },
    resultPath: '$.open',
  });
  open.next(
    machine
      .choice('Opened?')
      .when(Condition.booleanEquals('$.open.opened', true), notifyState(machine, 'opened', baselineState(machine, firstPhase)))
      .otherwise(refusedState(machine)),
  );
  return prepareStates(machine, open);
}

/** What is true before the first change. It stops nothing: a check that fails here just does not count after a rollback. */
function baselineState(machine: MachineScope, next: State): State {
  if (machine.plan.baseline.length === 0) return next;
  const baseline = sideBySide(machine, 'Baseline', machine.plan.baseline, 'baseline', '$.baseline');
  baseline.next(next);
  return baseline;
}
