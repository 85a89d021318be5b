import { fromVerbatim } from '../../lib/plan/verbatim.ts';
import { awsRuntime } from './aws.ts';
import type { Handle, Runtime } from './runtime.ts';

/** What AWS calls: the same handler, with a runtime made once from the function's environment. */
export interface LambdaHandler<Event, Result> {
  (event: Event): Promise<Result>;
  /** The handler without its surroundings: what a local run calls. */
  readonly handle: Handle<Event, Result>;
}

let runtime: Runtime | undefined;

export function onLambda<Event, Result>(read: Handle<Event, Result>): LambdaHandler<Event, Result> {
  const handle: Handle<Event, Result> = (event, runtime) => read(fromVerbatim(event) as Event, runtime);
  const invoke = async (event: Event): Promise<Result> => {
    runtime ??= awsRuntime(process.env);
    return handle(event, runtime);
  };
  return Object.assign(invoke, { handle });
}
