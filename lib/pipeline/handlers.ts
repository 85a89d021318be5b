import type { IFunction } from 'aws-cdk-lib/aws-lambda';

/** Every Lambda function of a pipeline, by the folder under `lambdas/` that holds its handler. */
export const HANDLERS = [
  'open',
  'backup',
  'migrate',
  'deploy',
  'smoke-test',
  'validate',
  'measure',
  'approve',
  'gate',
  'rollback',
  'close',
  'notify',
  'recover',
] as const;
export type HandlerName = (typeof HANDLERS)[number];

/** The address of a handler in a definition that is not deployed. */
export const functionArn = (name: HandlerName): string => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

/** The handler that a Task's function stands for in such a definition. */
export const handlerAt = (arn: string): HandlerName | undefined => HANDLERS.find((name) => functionArn(name) === arn);

/** Gives the function of a handler. One that no state asks for is not made. */
export type HandlerFunctions = (name: HandlerName) => IFunction;
