import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { StateGraph } from 'aws-cdk-lib/aws-stepfunctions';
// The index of `aws-cdk-lib` would load every service of AWS.
import { Stack } from 'aws-cdk-lib/core';
import { RootConstruct } from 'constructs';
import type { Plan } from '../plan/model.ts';
import { deploymentMachine } from './deployment-machine.ts';
import { functionArn, type HandlerName } from './handlers.ts';
import { recoveryMachine } from './recovery-machine.ts';
import { keyed } from './states/once.ts';

/** Amazon States Language, as resolved data. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const MACHINES = { deploy: deploymentMachine, recover: recoveryMachine } as const;
export type MachineName = keyof typeof MACHINES;

/** The definition of one of a plan's machines: the same constructs that are deployed, resolved without a deployment. */
export function definitionOf(plan: Plan, machine: MachineName): Definition {
  // Not in an App: it would make a directory for what it never writes.
  const stack = new Stack(new RootConstruct(), 'Definition', { env: { account: '000000000000', region: 'us-east-1' } });
  const functions = keyed((name: HandlerName) => LambdaFunction.fromFunctionArn(stack, `Function-${name}`, functionArn(name)));
  const start = MACHINES[machine](stack, plan, functions);
  return stack.resolve(new StateGraph(start, machine).toGraphJson()) as Definition;
}

/** The definitions of all of a plan's machines. */
export const definitionsOf = (plan: Plan): Readonly<Record<MachineName, Definition>> => ({
  deploy: definitionOf(plan, 'deploy'),
  recover: definitionOf(plan, 'recover'),
});
