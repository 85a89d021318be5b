import type { Group, Plan, PlannedAction, PlannedCheck, PlannedPhase } from './model.ts';
import { stepsOf } from './steps.ts';

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
const TASK = { bytes: 1_100, events: 5 };
const SMALL = { bytes: 400, events: 2 };

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** A check in a branch, with the state that catches what it throws, and its waiting loop. */
function checkSize(check: PlannedCheck): Size {
  const { repetition, id } = check;
  const definition = bytes(check) + 2 * TASK.bytes;
  const payloadBytes = id.length + 80;
  if (repetition === undefined) return { states: 2, definitionBytes: definition, events: TASK.events, payloadBytes };
  const times = repetition.kind === 'retry' ? repetition.attempts : repetition.looks;
  return {
    states: 5,
    definitionBytes: definition + 4 * SMALL.bytes,
    events: times * (TASK.events + 2 * SMALL.events) + SMALL.events,
    payloadBytes,
  };
}

/** An action with its catch, the Choice after it, and its undo. */
function actionSize(action: PlannedAction): Size {
  const withUndo = action.undo !== undefined;
  return {
    states: withUndo ? 6 : 3,
    definitionBytes: (withUndo ? 2 : 1) * (bytes(action) + TASK.bytes + 3 * SMALL.bytes),
    events: (withUndo ? 2 : 1) * (TASK.events + 2 * SMALL.events),
    payloadBytes: 2 * action.id.length + 120,
  };
}

function groupSize(group: Group): Size {
  switch (group.kind) {
    case 'checks':
      return add([
        { states: 2, definitionBytes: 3 * SMALL.bytes + 160 * group.steps.length, events: 4, payloadBytes: group.id.length + 20 },
        ...group.steps.map(checkSize),
      ]);
    case 'action':
      return actionSize(group.step);
    case 'approval':
      return {
        states: 5,
        definitionBytes: 2 * bytes(group.step) + 3 * TASK.bytes + 2 * SMALL.bytes,
        events: 16,
        payloadBytes: group.step.id.length + 60,
      };
  }
}

function phaseSize(phase: PlannedPhase): Size {
  const gate = {
    states: 2,
    definitionBytes: bytes(phase.gate) + TASK.bytes + SMALL.bytes,
    events: TASK.events + SMALL.events,
    payloadBytes: bytes(phase.gate),
  };
  return add([gate, ...phase.groups.map(groupSize)]);
}

/** Opening, closing, notifying: the states that every machine has. */
const FRAME: Size = { states: 24, definitionBytes: 30_000, events: 80, payloadBytes: 2_000 };

/** How large the deployment machine of a plan gets at most. Pure; a test holds it against real definitions. */
export function sizeOf(plan: Plan): Size {
  const environment = bytes(plan.environment);
  const notifications = bytes(plan.notifications) * 6;
  const own = { states: 0, definitionBytes: environment + notifications + bytes(plan.freeze), events: 0, payloadBytes: environment };
  const besides = [plan.baseline, plan.verification].flatMap((checks) => checks.map(checkSize));
  const partial = plan.rollbacks.slice(1).flatMap(({ undos }) => undos.map(actionSize));
  return add([FRAME, own, ...besides, ...partial, ...[...plan.phases, ...plan.followUps].map(phaseSize)]);
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

/** A key that ends so would be read as a path by Step Functions, not as the text it is. */
function* pathKeys(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    if (!Array.isArray(value) && key.endsWith('.$')) yield key;
    yield* pathKeys(each);
  }
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
  const keys = [...new Set(pathKeys(plan))].map((key) => ({
    message: `the key ${JSON.stringify(key)} ends with ".$", which Step Functions would read as a path: name it differently`,
  }));
  return [
    ...over('definitionBytes', 'bytes of definition'),
    ...over('events', 'history events'),
    ...over('payloadBytes', 'bytes of state'),
    ...tooLong(plan),
    ...keys,
  ];
}
