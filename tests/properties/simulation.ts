import fc from 'fast-check';
import { decide, decideRollback } from '../../lambdas/gate/decide.ts';
import { advance } from '../../lambdas/steps/repetition.ts';
import type {
  ActionEvent,
  ActionStates,
  ApproveEvent,
  CheckEvent,
  CheckStates,
  CloseEvent,
  DeploymentIdentity,
  GateEvent,
  NotifyEvent,
  Progress,
  VerifyEvent,
} from '../../lib/deployments/invocation.ts';
import type { Purpose } from '../../lib/deployments/records.ts';
import type { Verdict } from '../../lib/deployments/verdict.ts';
import { definitionsOf } from '../../lib/pipeline/definition.ts';
import type { HandlerName } from '../../lib/pipeline/handlers.ts';
import type { Plan } from '../../lib/plan/model.ts';
import { fromVerbatim } from '../../lib/plan/verbatim.ts';
import { interpret } from '../../lib/runner/local/interpreter.ts';

export type CheckFate = 'pass' | 'fail' | 'error' | 'throws';
/** `untouched`: it could not even begin, so there is nothing to undo. */
export type ActionFate = 'pass' | 'fail' | 'error' | 'throws' | 'untouched';
export type UndoFate = 'pass' | 'fail' | 'throws';
export type ApprovalFate = 'yes' | 'no' | 'expires' | 'throws';

/** How everything will come out, by id. What is not named passes. */
export interface Fates {
  readonly checks: Readonly<Record<Purpose, Readonly<Record<string, CheckFate>>>>;
  readonly actions: Readonly<Record<string, ActionFate>>;
  readonly undos: Readonly<Record<string, UndoFate>>;
  readonly approvals: Readonly<Record<string, ApprovalFate>>;
  /** Ids of gates that cannot judge; `verification` is the one after a rollback. */
  readonly brokenGates: readonly string[];
  /** True: nothing can be published. */
  readonly mute: boolean;
}

export const NO_FATES: Fates = {
  checks: { step: {}, baseline: {}, verification: {} },
  actions: {},
  undos: {},
  approvals: {},
  brokenGates: [],
  mute: false,
};

/** What was invoked, in the order in which it began. */
export type Call =
  | { readonly kind: 'check'; readonly purpose: Purpose; readonly id: string }
  | { readonly kind: 'action' | 'undo' | 'approval'; readonly id: string }
  | { readonly kind: 'gate'; readonly id: string; readonly next: string }
  | { readonly kind: 'close'; readonly outcome: CloseEvent['outcome'] }
  | { readonly kind: 'notify'; readonly event: string };

/** One run of a machine with handlers that only remember. */
export interface Simulation {
  readonly calls: readonly Call[];
  /** Every state that was entered. */
  readonly states: readonly string[];
  /** The error that the execution ended with; undefined when it succeeded. */
  readonly error: string | undefined;
  readonly largestPayload: number;
}

const identity = (plan: Plan): DeploymentIdentity => ({
  id: 'simulated',
  checklist: plan.checklist,
  environment: plan.environment.name,
  version: '1.0.0',
  startedBy: 'ada',
  execution: 'main',
  planHash: '0'.repeat(64),
  faults: {},
});

class Outage extends Error {
  override readonly name = 'Outage';
}

function checkResult({ step, purpose, progress }: CheckEvent, fate: CheckFate = 'pass') {
  const before: Progress =
    'tries' in progress ? (progress as Progress) : { pending: false, tries: 0, failures: 0, errors: 0, startedAt: '' };
  if (fate === 'throws') throw new Outage('the table does not answer');
  const standing = advance(step.repetition, before, { verdict: fate, reason: '' });
  const soft: Verdict = step.advisory && standing.verdict !== 'pass' ? 'warn' : standing.verdict;
  const verdict = standing.progress.pending ? standing.verdict : soft;
  return { verdict, value: purpose === 'baseline' ? 17 : null, progress: standing.progress };
}

function actionResult(fate: ActionFate = 'pass') {
  if (fate === 'throws') throw new Outage('the function ran out of memory');
  return fate === 'untouched' ? { verdict: 'error', attempted: false } : { verdict: fate, attempted: true };
}

function undoResult(fate: UndoFate = 'pass') {
  if (fate === 'throws') throw new Outage('the function ran out of memory');
  return { verdict: fate, value: null };
}

/** Nobody answers in time: the name that Step Functions gives it. */
class TimedOut extends Error {
  override readonly name = 'States.Timeout';
}

function approvalResult({ expired }: ApproveEvent, fate: ApprovalFate = 'yes') {
  if (expired) return { verdict: 'fail' };
  if (fate === 'expires') throw new TimedOut('nobody answered');
  if (fate === 'throws') throw new Outage('the table does not answer');
  return { verdict: fate === 'yes' ? 'pass' : 'fail' };
}

/** What a recovery finds in the records. */
export interface Found {
  readonly next: 'rollback' | 'closed';
  readonly actions: ActionStates;
  readonly baseline: CheckStates;
}

/** Runs a machine of a plan with handlers that do nothing but what the fates say. Gates are the real ones. */
export async function simulate(plan: Plan, fates: Fates, machine: 'deploy' | 'recover' = 'deploy', found?: Found): Promise<Simulation> {
  const calls: Call[] = [];
  const states: string[] = [];
  let largestPayload = 0;
  const gate = (id: string, next: string): { next: string } => {
    calls.push({ kind: 'gate', id, next: fates.brokenGates.includes(id) ? 'broken' : next });
    if (fates.brokenGates.includes(id)) throw new Outage('the table does not answer');
    return { next };
  };
  const answer = (handler: HandlerName, payload: unknown): unknown => {
    switch (handler) {
      case 'open':
        return { opened: true, reason: '' };
      case 'smoke-test':
      case 'validate':
      case 'measure': {
        const event = payload as CheckEvent;
        const { purpose, step } = event;
        if (!('tries' in event.progress) || event.progress.tries === 0) calls.push({ kind: 'check', purpose, id: step.id });
        return checkResult(event, fates.checks[purpose][step.id]);
      }
      case 'backup':
      case 'migrate':
      case 'deploy': {
        const { step } = payload as ActionEvent;
        calls.push({ kind: 'action', id: step.id });
        return actionResult(fates.actions[step.id]);
      }
      case 'rollback': {
        const { step } = payload as ActionEvent;
        calls.push({ kind: 'undo', id: step.id });
        return undoResult(fates.undos[step.id]);
      }
      case 'approve': {
        const event = payload as ApproveEvent;
        if (!event.expired) calls.push({ kind: 'approval', id: event.step.id });
        return approvalResult(event, fates.approvals[event.step.id]);
      }
      case 'gate': {
        const event = payload as GateEvent | VerifyEvent;
        return 'gate' in event ? gate(event.gate.id, decide(event, false).next) : gate('verification', decideRollback(event).next);
      }
      case 'close':
        calls.push({ kind: 'close', outcome: (payload as CloseEvent).outcome });
        return {};
      case 'notify':
        calls.push({ kind: 'notify', event: (payload as NotifyEvent).event });
        if (fates.mute) throw new Outage('nobody listens');
        return {};
      case 'recover':
        return found;
      default:
        throw new TypeError(`no machine of a plan invokes ${handler satisfies never}`);
    }
  };
  const { error } = await interpret(
    definitionsOf(plan)[machine],
    { deployment: identity(plan) },
    {
      invoke: (handler, payload) => {
        largestPayload = Math.max(largestPayload, Buffer.byteLength(JSON.stringify(payload)));
        return Promise.resolve().then(() => answer(handler, fromVerbatim(payload)));
      },
      waitMs: () => 0,
      onState: (state) => states.push(state),
    },
    new AbortController().signal,
  );
  return { calls, states, error, largestPayload };
}

const mostly = <T extends string>(good: T, weight: number, ...bad: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: fc.constantFrom(...bad) });

function fatesBy<T>(ids: readonly string[], fate: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc.tuple(...ids.map(() => fate)).map((all) => Object.fromEntries(ids.map((id, index) => [id, all[index] as T])));
}

/** All that can happen to a plan. Good fates are likelier, so that late phases are reached too. */
export function fatesOf(plan: Plan): fc.Arbitrary<Fates> {
  const groups = [...plan.phases, ...plan.followUps].flatMap((phase) => phase.groups);
  const checks = groups.flatMap((group) => (group.kind === 'checks' ? group.steps.map(({ id }) => id) : []));
  const actions = groups.flatMap((group) => (group.kind === 'action' ? [group.step.id] : []));
  const approvals = groups.flatMap((group) => (group.kind === 'approval' ? [group.step.id] : []));
  const questions = [...plan.phases, ...plan.followUps].flatMap(({ gate }) => (gate.question === undefined ? [] : [gate.question.id]));
  const byHand = actions.map((id) => `${id}_BY_HAND`);
  const check = mostly<CheckFate>('pass', 12, 'fail', 'error', 'throws');
  const again = mostly<CheckFate>('pass', 6, 'fail', 'error', 'throws');
  return fc.record({
    checks: fc.record({
      step: fatesBy(checks, check),
      baseline: fatesBy(
        plan.baseline.map(({ id }) => id),
        again,
      ),
      verification: fatesBy(
        plan.verification.map(({ id }) => id),
        again,
      ),
    }),
    actions: fatesBy(actions, mostly<ActionFate>('pass', 6, 'fail', 'error', 'throws', 'untouched')),
    undos: fatesBy(actions, mostly<UndoFate>('pass', 5, 'fail', 'throws')),
    approvals: fatesBy([...approvals, ...questions, ...byHand], mostly<ApprovalFate>('yes', 5, 'no', 'expires', 'throws')),
    brokenGates: fc.oneof(
      { weight: 12, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.constantFrom(...plan.phases.map(({ id }) => [id]), ['verification']) },
    ),
    mute: fc.boolean(),
  });
}
