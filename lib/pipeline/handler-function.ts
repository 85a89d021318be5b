import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Annotations, Duration, type RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeNoResources } from './acknowledge.ts';
import type { HandlerName } from './handlers.ts';

/** Beside the longest step: to judge it and to write it down. */
const MARGIN_MS = 30_000;
/** Reading and writing the table. */
const BOOKKEEPING_MS = 30_000;
/** Lambda's own limit. */
const LONGEST_MS = 15 * 60_000;

export interface HandlerFunctionProps {
  readonly handler: HandlerName;
  /** The folder of its bundle. */
  readonly bundle: string;
  readonly description: string;
  /** How long its longest step may take, in milliseconds; undefined when it runs none. */
  readonly longestStepMs: number | undefined;
  readonly memorySize: number;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey: IKey | undefined;
}

/** The function ends a little after the longest step that it runs, and never later than Lambda lets it. */
const functionTimeoutMs = (longestStepMs: number | undefined): number =>
  Math.min(LONGEST_MS, Math.ceil((longestStepMs ?? 0) / 1_000) * 1_000 + (longestStepMs === undefined ? BOOKKEEPING_MS : MARGIN_MS));

/** The Lambda function of one handler, with a log group and a role of its own. It may do nothing yet but log and trace. */
export function handlerFunction(scope: Construct, props: HandlerFunctionProps): LambdaFunction {
  const place = new Construct(scope, props.handler);
  const logGroup = new LogGroup(place, 'Logs', {
    retention: props.logRetention,
    removalPolicy: props.removalPolicy,
    ...(props.encryptionKey === undefined ? {} : { encryptionKey: props.encryptionKey }),
  });
  const role = new Role(place, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    description: props.description,
  });
  logGroup.grantWrite(role);
  acknowledgeNoResources(role, 'the actions that send traces to X-Ray');
  const made = new LambdaFunction(place, 'Function', {
    description: props.description,
    code: Code.fromAsset(props.bundle),
    handler: 'handler.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: props.memorySize,
    timeout: Duration.millis(functionTimeoutMs(props.longestStepMs)),
    tracing: Tracing.ACTIVE,
    loggingFormat: LoggingFormat.JSON,
    logGroup,
    role,
  });
  if ((props.longestStepMs ?? 0) + MARGIN_MS > LONGEST_MS) {
    Annotations.of(made).addWarningV2(
      'gonogo:step-outlives-function',
      `a ${props.handler} step may take longer than the ${(LONGEST_MS - MARGIN_MS) / 1_000} s that a function has for it: it would be cut off, and count as an error`,
    );
  }
  return made;
}
