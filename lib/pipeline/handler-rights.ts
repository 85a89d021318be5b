import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Annotations, ArnFormat, Stack } from 'aws-cdk-lib/core';
import { SETTINGS } from '../../lambdas/runtime/settings.ts';
import type { SecretReference } from '../checklist/schema/environment.ts';
import type { Plan } from '../plan/model.ts';
import type { HandlerName } from './handlers.ts';
import type { RecordsTable } from './records-table/records-table.ts';
import { functionsInvoked, jobsOf, secretsFor } from './workload.ts';

/** What functions may be given rights to. */
export interface Surroundings {
  readonly plan: Plan;
  readonly records: RecordsTable;
  readonly topic: ITopic;
}

function grantPublish(topic: ITopic, to: LambdaFunction): void {
  topic.grantPublish(to);
  to.addEnvironment(SETTINGS.topic, topic.topicArn);
}

/** What a handler does with records, locks and tokens. Every one of them writes records, and reads its own again. */
function grantRecords(handler: HandlerName, { plan, records, topic }: Surroundings, to: LambdaFunction): void {
  records.grantAppend(to);
  records.grantRead(to);
  switch (handler) {
    case 'open':
      records.grantLock(to);
      if (plan.environment.requires !== undefined) records.grantReadHistory(to);
      return;
    case 'close':
    case 'recover':
      records.grantUnlock(to);
      return;
    case 'approve':
      records.grantKeepToken(to);
      return;
    case 'notify':
      grantPublish(topic, to);
      return;
    case 'backup':
    case 'migrate':
    case 'deploy':
    case 'smoke-test':
    case 'validate':
    case 'measure':
    case 'gate':
    case 'rollback':
      return;
    default:
      handler satisfies never;
  }
}

/** Secrets Manager puts a hyphen and six characters of its own behind a secret's name. */
const SUFFIX = '-??????';

function secretStatement({ source, name }: SecretReference, stack: Stack): PolicyStatement | undefined {
  switch (source) {
    case 'env':
      return undefined;
    case 'secretsmanager':
      return new PolicyStatement({
        actions: ['secretsmanager:GetSecretValue'],
        resources: [
          stack.formatArn({
            service: 'secretsmanager',
            resource: 'secret',
            resourceName: `${name}${SUFFIX}`,
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        ],
      });
    case 'ssm':
      return new PolicyStatement({
        actions: ['ssm:GetParameter'],
        resources: [stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.replace(/^\//, '') })],
      });
  }
}

/** The ARN of a function that a checklist names: by an ARN, or by its name in the pipeline's own account. */
const functionArn = (name: string, stack: Stack): string =>
  name.startsWith('arn:')
    ? name
    : stack.formatArn({ service: 'lambda', resource: 'function', resourceName: name, arnFormat: ArnFormat.COLON_RESOURCE_NAME });

/** Gives a handler's function the rights that its part of the plan needs, and no other. */
export function grantRights(handler: HandlerName, surroundings: Surroundings, to: LambdaFunction): void {
  const { plan } = surroundings;
  const stack = Stack.of(to);
  grantRecords(handler, surroundings, to);
  const jobs = jobsOf(handler, plan);
  for (const reference of secretsFor(jobs, plan)) {
    const statement = secretStatement(reference, stack);
    if (statement !== undefined) to.addToRolePolicy(statement);
  }
  const { known, unknown } = functionsInvoked(jobs, plan);
  if (known.length > 0) {
    to.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: known.map((name) => functionArn(name, stack)) }),
    );
  }
  for (const name of unknown) {
    Annotations.of(to).addWarningV2(
      'gonogo:function-named-at-run-time',
      `the checklist invokes "${name}", whose name is known only when the step runs: grant the right to invoke it with handlerFunction('${handler}')`,
    );
  }
}
