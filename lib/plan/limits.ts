import type { NotificationEvent } from '../checklist/schema/checklist.ts';
import type { Group, Plan, PlannedAction, PlannedApproval, PlannedCheck, PlannedPhase, RollbackPlan } from './model.ts';
import { stepsOf } from './steps.ts';
import { verbatim } from './verbatim.ts';

/** What Step Functions and Lambda take at most. */
export const LIMITS = {
  /** Bytes of a state machine definition. */
  definitionBytes: 1_048_576,
  /** Events in the history of one execution. Event 25,000 is itself an uncatchable failure. */
  events: 24_999,
  /** Bytes of a state's input or output. */
  payloadBytes: 262_144,
  /** Milliseconds that a Lambda function may run, less what a handler needs besides its probe. */
  functionMs: 14 * 60_000,
} as const;

/** How large a plan gets on AWS, counted for the worst case. */
export interface Size {
  readonly states: number;
  readonly definitionBytes: number;
  readonly events: number;
  readonly payloadBytes: number;
}

const NOTHING: Size = { states: 0, definitionBytes: 0, events: 0, payloadBytes: 0 };
const add = (sizes: readonly Size[]): Size =>
  sizes.reduce(
    (a, b) => ({
      states: a.states + b.states,
      definitionBytes: a.definitionBytes + b.definitionBytes,
      events: a.events + b.events,
      payloadBytes: a.payloadBytes + b.payloadBytes,
    }),
    NOTHING,
  );

// What a state of each kind adds beside its own payload. Generous: a deployed definition names functions by long ARNs.
const TASK: Size = { states: 1, definitionBytes: 1_100, events: 5, payloadBytes: 0 };
const SMALL: Size = { states: 1, definitionBytes: 400, events: 2, payloadBytes: 0 };
const PARALLEL: Size = { states: 1, definitionBytes: 400, events: 4, payloadBytes: 0 };

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(verbatim(value)));
const times = (number: number, size: Size): Size => add(Array.from({ length: number }, () => size));
const text = (definitionBytes: number): Size => ({ ...NOTHING, definitionBytes });
const payload = (payloadBytes: number): Size => ({ ...NOTHING, payloadBytes });

/** A condition on a path that ends in these ids, guarded by one that it is there. */
const condition = (...ids: readonly string[]): Size => text(200 + 2 * ids.reduce((total, id) => total + id.length, 0));

/** A check in a branch, with the state that catches what it throws, and its waiting loop. */
function checkSize(check: PlannedCheck): Size {
  const { repetition, id } = check;
  const once = add([TASK, SMALL, text(bytes(check)), payload(id.length + 80)]);
  if (repetition === undefined) return once;
  const looks = repetition.kind === 'retry' ? repetition.attempts : repetition.looks;
  const loop = TASK.events + 2 * SMALL.events;
  return add([once, times(3, SMALL), { ...NOTHING, events: (looks - 1) * loop }]);
}

/** The word before a question, the question, what happens when nobody answers, and the Choice after it. */
const questionSize = (question: PlannedApproval): Size =>
  add([times(3, TASK), times(2, SMALL), text(3 * bytes(question)), payload(question.id.length + 60), { ...NOTHING, events: 1 }]);

/** An undo with its guard, its catch and the Choice after it; or the question in its place. */
function undoSize(action: PlannedAction): Size {
  const { undo, id } = action;
  const guard = add([SMALL, condition(id)]);
  if (undo?.kind !== 'none') return add([guard, TASK, times(2, SMALL), text(bytes(action)), payload(id.length + 60)]);
  return add([guard, times(3, TASK), times(2, SMALL), text(3 * (bytes(action) + 400)), payload(id.length + 60), { ...NOTHING, events: 1 }]);
}

/** An action with its catch and the Choice after it. */
const actionSize = (action: PlannedAction): Size =>
  add([TASK, times(2, SMALL), text(bytes(action)), condition(action.id), payload(action.id.length + 60)]);

function groupSize(group: Group): Size {
  switch (group.kind) {
    case 'checks':
      return add([
        PARALLEL,
        SMALL,
        payload(group.id.length + 20),
        ...group.steps.map((check) => add([checkSize(check), condition(group.id, check.id)])),
      ]);
    case 'action':
      return actionSize(group.step);
    case 'approval':
      return questionSize(group.step);
  }
}

function phaseSize(phase: PlannedPhase): Size {
  const { question } = phase.gate;
  const gate = add([TASK, SMALL, text(bytes(phase.gate)), ...(question === undefined ? [] : [questionSize(question)])]);
  return add([gate, ...phase.groups.map(groupSize)]);
}

/** A follow-up waits before it begins, and tells when it says no-go. */
const followUpSize = (phase: PlannedPhase): Size => add([SMALL, TASK, phaseSize(phase)]);

/** A rollback tells that it begins, asks whether anything was attempted, and undoes. */
function rollbackSize({ undos }: RollbackPlan, undoable: readonly PlannedAction[]): Size {
  return add([TASK, SMALL, ...undoable.map(({ id }) => condition(id)), ...undos.map(undoSize)]);
}

/** Opening, closing, notifying: the states that every machine has. */
const FRAME: Size = { states: 30, definitionBytes: 20_000, events: 80, payloadBytes: 2_000 };

/** A rule's words stand in every state that tells of one of its events; `approval-needed` stands before each question. */
function notificationBytes({ notifications, phases, followUps, rollbacks }: Plan): number {
  const all = [...phases, ...followUps];
  const approvals = all.flatMap(({ groups }) => groups.filter(({ kind }) => kind === 'approval'));
  const gates = all.filter(({ gate }) => gate.question !== undefined);
  const byHand = rollbacks.flatMap(({ undos }) => undos.filter(({ undo }) => undo?.kind === 'none'));
  const places: Partial<Record<NotificationEvent, number>> = {
    'no-go': 1 + rollbacks.length,
    'approval-needed': approvals.length + gates.length + byHand.length,
    'follow-up': followUps.length,
  };
  return notifications.reduce((total, rule) => total + bytes(rule) * rule.on.reduce((sum, event) => sum + (places[event] ?? 1), 0), 0);
}

/** How large the deployment machine of a plan gets at most. Pure; a test holds it against real definitions. */
export function sizeOf(plan: Plan): Size {
  const environment = bytes(plan.environment);
  const undoable = plan.rollbacks[0]?.undos ?? [];
  return add([
    FRAME,
    text(environment + notificationBytes(plan) + bytes(plan.freeze)),
    payload(environment),
    ...[...plan.baseline, ...plan.verification].map(checkSize),
    ...plan.phases.map(phaseSize),
    ...plan.followUps.map(followUpSize),
    ...plan.rollbacks.map((rollback) => rollbackSize(rollback, undoable)),
  ]);
}

/** One reason why a plan cannot run on AWS. */
export interface Excess {
  readonly message: string;
  /** The step it is about, by title; undefined when it is about the whole. */
  readonly title?: string;
}

const thousands = (number: number): string => number.toLocaleString('en-US');

function tooLong(plan: Plan): Excess[] {
  if (plan.environment.host !== 'local') return [];
  return stepsOf(plan)
    .filter((step) => 'timeoutMs' in step && step.timeoutMs > LIMITS.functionMs)
    .map((step) => ({
      title: step.title,
      message: `the timeout of "${step.title}" is longer than the ${LIMITS.functionMs / 60_000} minutes that a Lambda function can work: split the step, or run it on an ssm host`,
    }));
}

/** Everything that would not fit, found before anything runs. */
export function excesses(plan: Plan): readonly Excess[] {
  const size = sizeOf(plan);
  const over = (what: keyof typeof size & keyof typeof LIMITS, words: string): Excess[] =>
    size[what] > LIMITS[what]
      ? [
          {
            message: `environment ${plan.environment.name} needs up to ${thousands(size[what])} ${words}; Step Functions takes ${thousands(LIMITS[what])}: split the checklist`,
          },
        ]
      : [];
  return [
    ...over('definitionBytes', 'bytes of definition'),
    ...over('events', 'history events'),
    ...over('payloadBytes', 'bytes of state'),
    ...tooLong(plan),
  ];
}
