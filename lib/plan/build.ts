import type { Checklist, NoGo, Phase } from '../checklist/schema/checklist.ts';
import { type ActionStep, type ApprovalStep, type CheckStep, isAction, isApproval, isCheck, type Step } from '../checklist/schema/step.ts';
import { budgetOf } from './budget.ts';
import type {
  FollowUp,
  Gate,
  Group,
  NoGoRoute,
  Plan,
  PlannedAction,
  PlannedApproval,
  PlannedCheck,
  PlannedEnvironment,
  PlannedPhase,
  PlannedStep,
  Repetition,
  RollbackPlan,
} from './model.ts';
import { NameRegister } from './names.ts';
import { FULL_ROLLBACK } from './rollback-name.ts';

const DEFAULT_TIMEOUT_MS = 5 * 60_000;
const DEFAULT_RETRY_EVERY_MS = 1_000;
const DEFAULT_APPROVAL_MS = 24 * 3_600_000;
const DEFAULT_CONSECUTIVE_ERRORS = 4;

interface Naming {
  readonly states: NameRegister;
  readonly stepIds: NameRegister;
  readonly phaseIds: NameRegister;
}

interface Context extends Naming {
  readonly phaseId: string;
  readonly phaseTitle: string;
  readonly readsCaptured: boolean;
}

const optional = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };

function identify(step: Step, context: Context) {
  return {
    id: step.id ?? context.stepIds.identifier(step.title),
    title: step.title,
    phase: context.phaseId,
    stateName: context.states.stateName(`${context.phaseTitle}: ${step.title}`),
    ...optional('details', step.details),
  };
}

function probing(step: CheckStep | ActionStep, context: Context) {
  return {
    probe: step.probe,
    timeoutMs: step.timeout ?? DEFAULT_TIMEOUT_MS,
    readsCaptured: context.readsCaptured,
    ...optional('expect', step.expect),
    ...optional('capture', step.capture),
  };
}

function repetitionOf(step: CheckStep): Repetition | undefined {
  if (step.verb === 'monitor') {
    return {
      kind: 'monitor',
      // The first look is at once, the last when the time is up.
      looks: Math.floor(step.for / Math.max(1, step.every)) + 1,
      everyMs: step.every,
      failureLimit: step.failureLimit ?? 0,
      consecutiveErrorLimit: step.consecutiveErrorLimit ?? DEFAULT_CONSECUTIVE_ERRORS,
    };
  }
  if (step.retry === undefined || step.retry.attempts === 1) return undefined;
  return { kind: 'retry', attempts: step.retry.attempts, everyMs: step.retry.every ?? DEFAULT_RETRY_EVERY_MS };
}

function planCheck(step: CheckStep, context: Context): PlannedCheck {
  return {
    ...identify(step, context),
    verb: step.verb,
    ...probing(step, context),
    advisory: step.advisory ?? false,
    ...optional('value', step.value),
    ...(step.verb === 'measure' ? { ...optional('target', step.target), ...optional('regression', step.regression) } : {}),
    ...optional('repetition', repetitionOf(step)),
  };
}

function planAction(step: ActionStep, context: Context): PlannedAction {
  const { undo } = step;
  return {
    ...identify(step, context),
    verb: step.verb,
    ...probing(step, context),
    ...(undo === undefined
      ? {}
      : {
          undo:
            undo.kind === 'none'
              ? { kind: 'none', because: step.because ?? '' }
              : { kind: 'undo', probe: undo.probe, timeoutMs: undo.timeout ?? DEFAULT_TIMEOUT_MS },
        }),
  };
}

function planApproval(step: ApprovalStep, context: Context): PlannedApproval {
  return {
    ...identify(step, context),
    verb: 'approve',
    asks: 'sign-off',
    withinMs: step.within ?? DEFAULT_APPROVAL_MS,
    ...optional('by', step.by),
  };
}

function planStep(step: Step, context: Context): PlannedStep {
  if (isCheck(step)) return planCheck(step, context);
  if (isAction(step)) return planAction(step, context);
  if (isApproval(step)) return planApproval(step, context);
  return step satisfies never;
}

const isPlannedCheck = (step: PlannedStep): step is PlannedCheck => 'advisory' in step;

function groupsOf(steps: readonly PlannedStep[], phase: string, states: NameRegister, title: string): Group[] {
  const groups: Group[] = [];
  let checks: PlannedCheck[] = [];
  const flush = (): void => {
    if (checks.length === 0) return;
    const number = groups.length + 1;
    groups.push({
      kind: 'checks',
      id: `${phase}_${number}`,
      name: states.stateName(`${title}: ${checks.length === 1 ? 'check' : `${checks.length} checks`}`),
      steps: checks,
    });
    checks = [];
  };
  for (const step of steps) {
    if (isPlannedCheck(step)) {
      checks.push(step);
      continue;
    }
    flush();
    groups.push(step.verb === 'approve' ? { kind: 'approval', step } : { kind: 'action', step });
  }
  flush();
  return groups;
}

function routeOf(noGo: NoGo | undefined): NoGoRoute {
  if (noGo === undefined || noGo === 'rollback') return { kind: 'rollback', plan: FULL_ROLLBACK };
  return typeof noGo === 'string' ? { kind: noGo } : { kind: 'rollback', plan: noGo.rollback };
}

function gateOf(id: string, phase: Phase, steps: readonly PlannedStep[], naming: Naming): Gate {
  const noGo = phase.after === undefined ? routeOf(phase.noGo) : ({ kind: 'stop' } as const);
  return {
    id,
    title: phase.phase,
    stateName: naming.states.stateName(`Go/no-go: ${phase.phase}`),
    steps: steps.map((step) => ({ id: step.id, title: step.title })),
    noGo,
    ...optional('maxWarnings', phase.maxWarnings),
    ...(noGo.kind === 'ask'
      ? {
          question: {
            id: naming.stepIds.identifier(`Go on after ${phase.phase}`),
            title: `Go on after ${phase.phase}?`,
            phase: id,
            stateName: naming.states.stateName(`Ask: ${phase.phase}`),
            verb: 'approve',
            asks: 'go-on',
            withinMs: DEFAULT_APPROVAL_MS,
          },
        }
      : {}),
  };
}

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
