import { Condition, type IChainable, JsonPath, type Parallel, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { Purpose } from '../../deployments/records.ts';
import type { PlannedCheck } from '../../plan/model.ts';
import { verbatim } from '../../plan/verbatim.ts';
import type { HandlerName } from '../handlers.ts';
import { FROM_STATE, type MachineScope } from './scope.ts';

/** The handler that looks for each verb. */
export const CHECK_HANDLER: Readonly<Record<PlannedCheck['verb'], HandlerName>> = {
  validate: 'validate',
  'smoke-test': 'smoke-test',
  measure: 'measure',
  monitor: 'validate',
};

/** What the state keeps of a check. */
const VERDICT = { 'verdict.$': '$.Payload.verdict', 'value.$': '$.Payload.value' };
const LOST = { verdict: 'error', value: null };

const payloadOf = ({ plan }: MachineScope, check: PlannedCheck, purpose: Purpose): object => ({
  environment: FROM_STATE.environment,
  baseline: FROM_STATE.baseline,
  purpose,
  ...(purpose === 'verification' ? { mustPass: plan.mustVerify.includes(check.id) } : {}),
  step: verbatim(check),
});

/** A branch ends in `{ verdict, value }`. Checks answer with verdicts: only infrastructure throws, and that counts as `error`. */
function branch(machine: MachineScope, check: PlannedCheck, purpose: Purpose): IChainable {
  const lost = machine.constant(`Lost: ${check.title}`, LOST);
  if (check.repetition === undefined) {
    const once = machine.task(check.stateName, CHECK_HANDLER[check.verb], {
      payload: { ...payloadOf(machine, check, purpose), progress: {} },
      select: VERDICT,
      timeoutMs: check.timeoutMs,
    });
    return once.addCatch(lost, { resultPath: JsonPath.DISCARD });
  }
  const look = machine.task(check.stateName, CHECK_HANDLER[check.verb], {
    payload: { ...payloadOf(machine, check, purpose), progress: JsonPath.objectAt('$.progress') },
    select: {
      'pending.$': '$.Payload.progress.pending',
      'tries.$': '$.Payload.progress.tries',
      'failures.$': '$.Payload.progress.failures',
      'errors.$': '$.Payload.progress.errors',
      'startedAt.$': '$.Payload.progress.startedAt',
      ...VERDICT,
    },
    resultPath: '$.progress',
    timeoutMs: check.timeoutMs,
  });
  look.addCatch(lost, { resultPath: JsonPath.DISCARD });
  const wait = machine.wait(`Wait: ${check.title}`, check.repetition.everyMs);
  const verdict = machine.pass(`Verdict: ${check.title}`, {
    parameters: { 'verdict.$': '$.progress.verdict', 'value.$': '$.progress.value' },
  });
  const settled = machine.choice(`Settled? ${check.title}`);
  look.next(settled.when(Condition.booleanEquals('$.progress.pending', true), wait.next(look)).otherwise(verdict));
  return look;
}

/** Checks side by side; `{ id: { verdict, value } }` is put at `resultPath`. */
export function sideBySide(
  machine: MachineScope,
  name: string,
  checks: readonly PlannedCheck[],
  purpose: Purpose,
  resultPath: string,
): Parallel {
  const parallel = machine.parallel(name, {
    resultPath,
    resultSelector: Object.fromEntries(checks.map(({ id }, index) => [`${id}.$`, `$[${index}]`])),
  });
  return parallel.branch(...checks.map((check) => branch(machine, check, purpose)));
}

/** Checks of a phase, then `next`. One check that looks once stands by itself; more become a Parallel. */
export function checkGroup(machine: MachineScope, group: { id: string; name: string; steps: readonly PlannedCheck[] }, next: State): State {
  const [only, ...others] = group.steps;
  const resultPath = `$.checks.${group.id}`;
  if (only === undefined || others.length > 0 || only.repetition !== undefined) {
    const parallel = sideBySide(machine, group.name, group.steps, 'step', resultPath);
    parallel.next(next);
    return parallel;
  }
  const task = machine.task(only.stateName, CHECK_HANDLER[only.verb], {
    payload: { ...payloadOf(machine, only, 'step'), progress: {} },
    select: { [only.id]: VERDICT },
    resultPath,
    timeoutMs: only.timeoutMs,
  });
  task.addCatch(machine.constant(`Lost: ${only.title}`, { [only.id]: LOST }, resultPath).next(next), { resultPath: JsonPath.DISCARD });
  task.next(next);
  return task;
}

/**
 * Goes to `noGo` as soon as a check did not pass: what comes after it in the phase must not run. A failed advisory
 * check answers with a warning; one that is an error all the same was lost, and the gate will not let it pass either.
 */
export function unlessFailed(
  machine: MachineScope,
  group: { id: string; name: string; steps: readonly PlannedCheck[] },
  next: State,
  noGo: State,
): State {
  const failed = group.steps.flatMap(({ id }) =>
    ['fail', 'error'].map((verdict) => Condition.stringEquals(`$.checks.${group.id}.${id}.verdict`, verdict)),
  );
  return machine
    .choice(`Go on? ${group.name}`)
    .when(Condition.or(...failed), noGo)
    .otherwise(next);
}
