import { type ActionStep, type ApprovalStep, type CheckStep, isAction, isApproval, isCheck, type Step } from '../checklist/schema/step.ts';
import type { PlannedAction, PlannedApproval, PlannedCheck, PlannedStep, Repetition } from './model.ts';
import type { NameRegister } from './names.ts';
import { optional } from './optional.ts';

const DEFAULT_TIMEOUT_MS = 5 * 60_000;
const DEFAULT_RETRY_EVERY_MS = 1_000;
/** How long a question waits for its answer, unless `within` says otherwise. */
export const DEFAULT_APPROVAL_MS = 24 * 3_600_000;
const DEFAULT_CONSECUTIVE_ERRORS = 4;

/** Names that are given once in a plan. */
export interface Naming {
  readonly states: NameRegister;
  readonly stepIds: NameRegister;
  readonly phaseIds: NameRegister;
}

/** Where a step stands. */
interface Context extends Naming {
  readonly phaseId: string;
  readonly phaseTitle: string;
  readonly readsCaptured: boolean;
}

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

/** One step, with its defaults filled in. */
export function planStep(step: Step, context: Context): PlannedStep {
  if (isCheck(step)) return planCheck(step, context);
  if (isAction(step)) return planAction(step, context);
  if (isApproval(step)) return planApproval(step, context);
  return step satisfies never;
}
