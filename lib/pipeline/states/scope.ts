import {
  Choice,
  Fail,
  JsonPath,
  Parallel,
  type ParallelJsonPathProps,
  Pass,
  type PassJsonPathProps,
  Succeed,
  TaskInput,
  Timeout,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke, type LambdaInvokeJsonPathProps } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Plan } from '../../plan/model.ts';
import { NameRegister } from '../../plan/names.ts';
import type { HandlerFunctions, HandlerName } from '../handlers.ts';

/** A state waits a little longer than the handler inside, so that the handler's own reason is what is recorded. */
const TIMEOUT_MARGIN_MS = 60_000;
/** For handlers that only read and write the table. */
const BOOKKEEPING_MS = 60_000;

/** How a Task is wired: what it is given, what of its answer the state keeps, and where. */
export interface TaskWiring extends Pick<LambdaInvokeJsonPathProps, 'resultPath' | 'integrationPattern'> {
  readonly payload: object;
  /** Keys end with `.$`; left out, the answer is discarded or kept as a whole by `resultPath`. */
  readonly select?: Readonly<Record<string, unknown>>;
  /** How long the handler itself may take, in milliseconds (default: one minute). */
  readonly timeoutMs?: number;
}

/** Where a state machine is put together: its construct scope, plan, functions, and the state names it has used. */
export class MachineScope {
  readonly scope: Construct;
  readonly plan: Plan;
  readonly functions: HandlerFunctions;
  readonly #names = new NameRegister();

  constructor(scope: Construct, id: string, plan: Plan, functions: HandlerFunctions) {
    this.scope = new Construct(scope, id);
    this.plan = plan;
    this.functions = functions;
  }

  /** A construct id and the state's real name: as wanted, or numbered when another state of this machine has it. */
  #named(wanted: string): { id: string; stateName: string } {
    const stateName = this.#names.stateName(wanted);
    return { id: stateName.replaceAll('/', '-or-'), stateName };
  }

  choice(wanted: string): Choice {
    const { id, stateName } = this.#named(wanted);
    return new Choice(this.scope, id, { stateName });
  }

  parallel(wanted: string, props: ParallelJsonPathProps): Parallel {
    const { id, stateName } = this.#named(wanted);
    return new Parallel(this.scope, id, { ...props, stateName });
  }

  pass(wanted: string, props: PassJsonPathProps): Pass {
    const { id, stateName } = this.#named(wanted);
    return new Pass(this.scope, id, { ...props, stateName });
  }

  /** Waits this many milliseconds, rounded to seconds, at least one. */
  wait(wanted: string, milliseconds: number): Wait {
    const { id, stateName } = this.#named(wanted);
    return new Wait(this.scope, id, {
      time: WaitTime.duration(Duration.seconds(Math.max(1, Math.round(milliseconds / 1_000)))),
      stateName,
    });
  }

  succeed(wanted: string, comment: string): Succeed {
    const { id, stateName } = this.#named(wanted);
    return new Succeed(this.scope, id, { comment, stateName });
  }

  fail(wanted: string, error: string, cause: string): Fail {
    const { id, stateName } = this.#named(wanted);
    return new Fail(this.scope, id, { error, cause, stateName });
  }

  /** A Task that invokes one handler. Every Task has a timeout: the default would outlast everybody. */
  task(name: string, handler: HandlerName, { payload, select, timeoutMs = BOOKKEEPING_MS, ...wiring }: TaskWiring): LambdaInvoke {
    const { id, stateName } = this.#named(name);
    return new LambdaInvoke(this.scope, id, {
      ...wiring,
      stateName,
      lambdaFunction: this.functions(handler),
      payload: TaskInput.fromObject({ deployment: JsonPath.objectAt('$.deployment'), ...payload }),
      ...(select === undefined ? {} : { resultSelector: { ...select } }),
      taskTimeout: Timeout.duration(Duration.seconds(Math.ceil((timeoutMs + TIMEOUT_MARGIN_MS) / 1_000))),
    });
  }

  /** A Pass that puts a constant at `resultPath`; without one, the constant is the output. */
  constant(name: string, value: Readonly<Record<string, unknown>>, resultPath?: string): Pass {
    return this.pass(name, { result: { value }, ...(resultPath === undefined ? {} : { resultPath }) });
  }
}

/** The parts of the state that handlers are given as they stand. */
export const FROM_STATE = {
  environment: JsonPath.objectAt('$.environment'),
  baseline: JsonPath.objectAt('$.baseline'),
  actions: JsonPath.objectAt('$.actions'),
  checks: JsonPath.objectAt('$.checks'),
  approvals: JsonPath.objectAt('$.approvals'),
  undos: JsonPath.objectAt('$.undos'),
} as const;
