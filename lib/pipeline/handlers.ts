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

/** Gives the function of a handler. One that no state asks for is not made. */
export type HandlerFunctions = (name: HandlerName) => IFunction;
