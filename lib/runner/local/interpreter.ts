import { setTimeout as sleep } from 'node:timers/promises';
import { ExecutionAbortedError, ExecutionError, StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import type { ExecutionInput } from '../../deployments/invocation.ts';
import type { Definition } from '../../pipeline/definition.ts';
import { type HandlerName, handlerAt } from '../../pipeline/handlers.ts';

/** The payload limit of Step Functions, in bytes. The interpreter does not know it, so it is checked here. */
const PAYLOAD_LIMIT = 262_144;

/** A timer of Node's takes 24.8 days at most; one that is given more is up at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

type State = Readonly<Record<string, unknown>>;

/** How a state that invokes a handler is run here. */
export type Invoke = (handler: HandlerName, payload: Readonly<Record<string, unknown>>, waitsForAnswer: boolean) => Promise<unknown>;

export interface Interpretation {
  readonly invoke: Invoke;
  /** How many milliseconds a Wait state lasts here. */
  readonly waitMs: (state: string, seconds: number) => number;
  /** Hears of every state that is entered, by name. */
  readonly onState: (state: string) => void;
}

/** Every state of a definition, with those inside the branches of a Parallel. */
export function* statesOf(definition: {
  readonly States: Readonly<Record<string, State>>;
}): Generator<readonly [name: string, state: State]> {
  for (const [name, state] of Object.entries(definition.States)) {
    yield [name, state];
    const branches = (state.Branches ?? []) as { States: Record<string, State> }[];
    for (const branch of branches) yield* statesOf(branch);
  }
}

const isWaitingForToken = (resource: unknown): boolean => JSON.stringify(resource).includes('waitForTaskToken');

function checkSize(state: string, value: unknown): void {
  const size = Buffer.byteLength(JSON.stringify(value ?? null));
  if (size > PAYLOAD_LIMIT) throw new Error(`state ${state} has a payload of ${size} bytes; Step Functions takes at most ${PAYLOAD_LIMIT}`);
}

/** A Task's parameters, as the interpreter has filled them in. */
interface TaskInput {
  readonly FunctionName: string;
  readonly Payload: Readonly<Record<string, unknown>>;
}

function taskHandlers(definition: Definition, { invoke }: Interpretation) {
  const handlers = new Map(
    [...statesOf(definition)].flatMap(([name, state]) => {
      if (state.Type !== 'Task') return [];
      const waits = isWaitingForToken(state.Resource);
      const run = async (input: unknown): Promise<unknown> => {
        const { FunctionName, Payload } = input as TaskInput;
        const handler = handlerAt(FunctionName);
        if (handler === undefined) throw new Error(`state ${name} invokes ${FunctionName}, which is no handler of this project`);
        checkSize(name, Payload);
        const result = await invoke(handler, Payload, waits);
        checkSize(name, result);
        return waits ? result : { Payload: result };
      };
      return [[name, run] as const];
    }),
  );
  // The interpreter would invoke the real Lambda function for a Task that it has no handler for.
  const absent = (name: string) => (): never => {
    throw new Error(`state ${name} has no local handler`);
  };
  return new Proxy({} as Record<string, (input: unknown) => Promise<unknown>>, {
    get: (_, name) => handlers.get(String(name)) ?? absent(String(name)),
  });
}

function waitOverrides(definition: Definition, { waitMs }: Interpretation): Record<string, number> {
  return Object.fromEntries(
    [...statesOf(definition)].flatMap(([name, state]) =>
      state.Type === 'Wait' ? [[name, Math.min(LONGEST_TIMER_MS, waitMs(name, Number(state.Seconds)))]] : [],
    ),
  );
}

/** The parts that CloudFormation would fill in, filled in. */
function withoutIntrinsics(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIntrinsics);
  if (typeof value !== 'object' || value === null) return value;
  const join = (value as Record<string, unknown>)['Fn::Join'];
  if (Array.isArray(join)) return (join[1] as unknown[]).map((part) => (typeof part === 'string' ? part : 'aws')).join(String(join[0]));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutIntrinsics(each)]));
}

/** The definition as the interpreter takes it: nothing left to fill in, and no Task that its timer would end at once. */
function interpretable(definition: Definition): StateMachineDefinition {
  const filled = withoutIntrinsics(definition) as Definition;
  for (const [, state] of statesOf(filled)) {
    const { TimeoutSeconds, Parameters } = state as {
      TimeoutSeconds?: number;
      Parameters?: { Payload?: { step?: { repetition?: { everyMs: number } } } };
    };
    if (TimeoutSeconds === undefined) continue;
    // Between two looks a local run waits inside the Task, where an interruption ends the wait at once.
    const waitMs = Parameters?.Payload?.step?.repetition?.everyMs ?? 0;
    const seconds = Math.min(TimeoutSeconds + Math.ceil(waitMs / 1_000), Math.floor(LONGEST_TIMER_MS / 1_000));
    Object.assign(state, { TimeoutSeconds: seconds });
  }
  return filled as unknown as StateMachineDefinition;
}

/** How an execution ended: the name of the error it failed with, or undefined. */
export interface Execution {
  readonly error?: string;
  readonly cause?: string;
}

/** Runs a definition to its end. What a handler throws is the machine's to catch. */
export async function interpret(
  definition: Definition,
  input: ExecutionInput,
  interpretation: Interpretation,
  stop: AbortSignal,
): Promise<Execution> {
  const machine = new StateMachine(interpretable(definition), { validationOptions: { noValidate: true } });
  const run = machine.run(input as unknown as Parameters<StateMachine['run']>[0], {
    overrides: {
      taskResourceLocalHandlers: taskHandlers(definition, interpretation) as NonNullable<
        NonNullable<Parameters<StateMachine['run']>[1]>['overrides']
      >['taskResourceLocalHandlers'] &
        object,
      waitTimeOverrides: waitOverrides(definition, interpretation),
    },
    context: { Task: { Token: 'local' } },
  });
  const abort = (): void => run.abort();
  stop.addEventListener('abort', abort, { once: true });
  const watching = watch(run.eventLogs, interpretation.onState);
  try {
    await run.result;
    return {};
  } catch (error) {
    if (error instanceof ExecutionAbortedError) return { error: 'Aborted' };
    if (!(error instanceof ExecutionError)) throw error;
    const cause = error.cause as { name?: string; message?: string } | undefined;
    return { error: cause?.name ?? 'Failed', cause: cause?.message ?? error.message };
  } finally {
    stop.removeEventListener('abort', abort);
    await watching;
  }
}

type EventLogs = ReturnType<StateMachine['run']>['eventLogs'];

async function watch(events: EventLogs, onState: (state: string) => void): Promise<void> {
  for await (const event of events) if (event.type === 'StateEntered') onState(event.state.name);
}

/** Waits, unless the signal aborts: then it returns at once. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(Math.min(milliseconds, LONGEST_TIMER_MS), undefined, { signal }).catch(() => {});
}
