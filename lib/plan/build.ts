import type { Checklist, Phase } from '../checklist/schema/checklist.ts';
import { isCheck, type Step } from '../checklist/schema/step.ts';
import { budgetOf } from './budget.ts';
import { gateOf } from './gate.ts';
import { groupsOf, isPlannedCheck } from './groups.ts';
import type { FollowUp, Plan, PlannedAction, PlannedCheck, PlannedEnvironment, PlannedPhase, PlannedStep, RollbackPlan } from './model.ts';
import { NameRegister } from './names.ts';
import { optional } from './optional.ts';
import { type Naming, planStep } from './planned-step.ts';
import { FULL_ROLLBACK } from './rollback-name.ts';

const appliesTo =
  (environment: string) =>
  (step: Step): boolean =>
    step.only === undefined || step.only.includes(environment);

function planEnvironment(checklist: Checklist, name: string): PlannedEnvironment {
  const environment = checklist.environments[name];
  if (environment === undefined) throw new RangeError(`environment ${name} is not in checklist ${checklist.checklist}`);
  return {
    name,
    host: environment.host ?? 'local',
    shell: environment.shell ?? 'bash',
    variables: environment.variables ?? {},
    secrets: environment.secrets ?? {},
    ...optional('workingDirectory', environment.workingDirectory),
    ...optional('account', environment.account),
    ...optional('region', environment.region),
    ...optional('requires', environment.requires),
  };
}

/** A check runs in the baseline when it is a smoke test or a measure, unless it says otherwise. */
const inBaseline = (step: Step): boolean => isCheck(step) && (step.baseline ?? (step.verb === 'smoke-test' || step.verb === 'measure'));

/** The same check under another state name, looking once: a baseline and a verification do not wait. */
function again(check: PlannedCheck, prefix: string, states: NameRegister): PlannedCheck {
  const { repetition, ...once } = check;
  return { ...once, ...(repetition?.kind === 'retry' ? { repetition } : {}), stateName: states.stateName(`${prefix}: ${check.title}`) };
}

function rollbacksOf(checklist: Checklist, actions: readonly PlannedAction[]): RollbackPlan[] {
  const lastFirst = actions.filter((action) => action.undo !== undefined).toReversed();
  const own = Object.entries(checklist.rollback?.plans ?? {}).map(([name, titles]) => ({
    name,
    undos: lastFirst.filter((action) => titles.includes(action.title)),
  }));
  return [{ name: FULL_ROLLBACK, undos: lastFirst }, ...own];
}

/**
 * Resolves a checklist for one environment: ids, order, parallel groups, gates, baseline and undo order.
 * Throws a RangeError when the checklist has no such environment; a checklist that lints clean never makes it throw.
 */
export function planChecklist(checklist: Checklist, environmentName: string): Plan {
  const environment = planEnvironment(checklist, environmentName);
  const naming: Naming = { states: new NameRegister(), stepIds: new NameRegister(), phaseIds: new NameRegister() };
  const written = checklist.phases.flatMap((phase) => phase.steps);
  for (const { id } of written) if (id !== undefined) naming.stepIds.reserve(id);
  for (const { id } of checklist.phases) if (id !== undefined) naming.phaseIds.reserve(id);

  let captured = false;
  const baselineIds: string[] = [];
  const applies = appliesTo(environmentName);
  const planned = checklist.phases.flatMap((phase): { phase: Phase; planned: PlannedPhase; steps: PlannedStep[] }[] => {
    const id = phase.id ?? naming.phaseIds.identifier(phase.phase);
    const steps = phase.steps.filter(applies).map((step) => {
      const plannedStep = planStep(step, { ...naming, phaseId: id, phaseTitle: phase.phase, readsCaptured: captured });
      captured ||= 'capture' in step && step.capture !== undefined;
      if (inBaseline(step) && phase.after === undefined) baselineIds.push(plannedStep.id);
      return plannedStep;
    });
    if (steps.length === 0) return [];
    const gate = gateOf(id, phase, steps, naming);
    return [{ phase, planned: { id, title: phase.phase, groups: groupsOf(steps, id, naming.states, phase.phase), gate }, steps }];
  });

  const steps = planned.filter(({ phase }) => phase.after === undefined).flatMap((each) => each.steps);
  const checks = steps.filter(isPlannedCheck);
  const actions = steps.filter((step): step is PlannedAction => !isPlannedCheck(step) && step.verb !== 'approve');
  const baseline = checks.filter((check) => baselineIds.includes(check.id));
  const mustVerify = checks.filter((check) => checklist.rollback?.verify?.includes(check.title)).map((check) => check.id);
  const verified = checks.filter((check) => baselineIds.includes(check.id) || mustVerify.includes(check.id));

  const plan: Omit<Plan, 'budgetMs'> = {
    checklist: checklist.checklist,
    environment,
    // Nothing that is attempted, nothing to compare with afterwards.
    baseline: actions.length === 0 ? [] : baseline.map((check) => again({ ...check, readsCaptured: false }, 'Baseline', naming.states)),
    phases: planned.filter(({ phase }) => phase.after === undefined).map((each) => each.planned),
    followUps: planned.flatMap(({ phase, planned: followUp }): FollowUp[] =>
      phase.after === undefined ? [] : [{ ...followUp, afterMs: phase.after }],
    ),
    rollbacks: rollbacksOf(checklist, actions),
    verification:
      actions.length === 0 ? [] : verified.map((check) => again({ ...check, readsCaptured: captured }, 'Verify rollback', naming.states)),
    mustVerify,
    onUndoFailure: checklist.rollback?.onUndoFailure ?? 'continue',
    notifications: notificationsOf(checklist, environmentName),
    freeze: checklist.freeze ?? [],
    ...optional('summary', checklist.summary),
  };
  return { ...plan, budgetMs: budgetOf(plan) };
}

/** The environment's own recipients hear of every opening, no-go and end. */
function notificationsOf(checklist: Checklist, environment: string): Plan['notifications'] {
  const everyone = checklist.environments[environment]?.notify;
  const own = (checklist.notify ?? []).flatMap(({ only, ...rule }) => (only === undefined || only.includes(environment) ? [rule] : []));
  return everyone === undefined
    ? own
    : [
        {
          on: ['opened', 'no-go', 'deployed', 'stopped', 'rolled-back', 'rollback-failed', 'aborted', 'approval-needed', 'follow-up'],
          to: everyone,
        },
        ...own,
      ];
}
