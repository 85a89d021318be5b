import { App, Stack } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { type State, StateGraph } from 'aws-cdk-lib/aws-stepfunctions';
import type { Plan } from '../plan/model.ts';
import { deploymentMachine } from './deployment-machine.ts';
import { HANDLERS, type HandlerName } from './handlers.ts';
import { recoveryMachine } from './recovery-machine.ts';
import { keyed } from './states/once.ts';

/** Amazon States Language, as resolved data. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const functionArn = (name: HandlerName): string => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

/** The handler that a Task's function stands for in a definition made by {@link definitionsOf}. */
export const handlerOf = (arn: string): HandlerName | undefined => HANDLERS.find((name) => functionArn(name) === arn);

/** The definitions of a plan's machines: the same constructs that are deployed, resolved without a deployment. */
export function definitionsOf(plan: Plan): { readonly deploy: Definition; readonly recover: Definition } {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Definition', { env: { account: '000000000000', region: 'us-east-1' } });
  const functions = keyed((name: HandlerName) => LambdaFunction.fromFunctionArn(stack, `Function-${name}`, functionArn(name)));
  const resolve = (start: State, description: string): Definition =>
    stack.resolve(new StateGraph(start, description).toGraphJson()) as Definition;
  return {
    deploy: resolve(deploymentMachine(stack, plan, functions), 'deployment'),
    recover: resolve(recoveryMachine(stack, plan, functions), 'recovery'),
  };
}
