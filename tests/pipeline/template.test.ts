import { afterAll, describe, expect, test } from '@jest/globals';
import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { RemovalPolicy, type Stack } from 'aws-cdk-lib/core';
import { UsageError } from '../../lib/errors.ts';
import { checklistNamed } from './plans.ts';
import { removeScratch, synthesized } from './synthesized.ts';

afterAll(removeScratch);

const everything = { checklist: checklistNamed('every-feature'), environment: 'production' };
const { template, pipeline } = synthesized(everything);
const checksOnly = synthesized({ checklist: checklistNamed('checks-only'), environment: 'production' });

const propertiesOf = (from: Template, type: string): readonly Record<string, unknown>[] =>
  Object.values(from.findResources(type)).map(({ Properties }) => Properties);

const functionNames = (from: Template): readonly string[] =>
  propertiesOf(from, 'AWS::Lambda::Function')
    .map(({ Description }) => String(Description).replace(/:.*/, ''))
    .toSorted();

describe('functions', () => {
  test('run on Node 24 and ARM, are traced, log as JSON, and end in time', () => {
    const functions = propertiesOf(template, 'AWS::Lambda::Function');
    expect(functions.length).toBe(13);
    for (const each of functions) {
      expect(each).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'handler.handler',
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
      });
      expect(each.Timeout).toBeGreaterThanOrEqual(30);
      expect(each.Timeout).toBeLessThanOrEqual(900);
    }
  });

  test('have a timeout a little longer than the longest step they run, never more than Lambda allows', () => {
    const timeout = (handler: string) =>
      propertiesOf(template, 'AWS::Lambda::Function').find(({ Description }) => String(Description).startsWith(`${handler}:`))?.Timeout;
    expect(timeout('backup')).toBe(14 * 60 + 30);
    expect(timeout('deploy')).toBe(5 * 60 + 30);
    expect(timeout('gate')).toBe(30);
  });

  test('that a step could outlive are warned of', () => {
    const [first, ...others] = pipeline.plan.rollbacks;
    const undos = first?.undos.map((action) =>
      action.undo?.kind === 'undo' ? { ...action, undo: { ...action.undo, timeoutMs: 20 * 60_000 } } : action,
    );
    const rollbacks = first === undefined || undos === undefined ? [] : [{ ...first, undos }, ...others];
    const { stack, template: long } = synthesized({ plan: { ...pipeline.plan, rollbacks } });
    expect(
      propertiesOf(long, 'AWS::Lambda::Function').find(({ Description }) => String(Description).startsWith('rollback:'))?.Timeout,
    ).toBe(900);
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('rollback step may take longer'))).toHaveLength(1);
  });

  test('are made only for what the plan needs', () => {
    expect(functionNames(checksOnly.template)).toEqual(['close', 'gate', 'open', 'recover', 'validate']);
    expect(checksOnly.pipeline.handlerFunction('backup')).toBeUndefined();
    expect(pipeline.handlerFunction('backup')).toBeDefined();
  });

  test('have a role and a log group each', () => {
    const functions = propertiesOf(template, 'AWS::Lambda::Function');
    const distinct = (key: string): number => new Set(functions.map((each) => JSON.stringify(each[key]))).size;
    expect(distinct('Role')).toBe(functions.length);
    expect(distinct('LoggingConfig')).toBe(functions.length);
  });
});

describe('logs', () => {
  test('are kept for a year, and outlive the stack', () => {
    template.allResources('AWS::Logs::LogGroup', { Properties: Match.objectLike({ RetentionInDays: 365 }), DeletionPolicy: 'Retain' });
  });

  test('are kept as long as asked', () => {
    const short = synthesized({ ...everything, logRetention: RetentionDays.ONE_WEEK, removalPolicy: RemovalPolicy.DESTROY }).template;
    short.allResources('AWS::Logs::LogGroup', { Properties: Match.objectLike({ RetentionInDays: 7 }), DeletionPolicy: 'Delete' });
  });

  test('of machines say everything but what the states carry', () => {
    template.allResourcesProperties('AWS::StepFunctions::StateMachine', {
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false, Destinations: [Match.anyValue()] },
      TracingConfiguration: { Enabled: true },
    });
    template.resourceCountIs('AWS::StepFunctions::StateMachine', 2);
  });
});

describe('machines', () => {
  const definitions = propertiesOf(template, 'AWS::StepFunctions::StateMachine').map(({ DefinitionString }) =>
    JSON.stringify(DefinitionString),
  );

  test('time out when the plan can last no longer', () => {
    for (const definition of definitions) expect(definition).toContain(`TimeoutSeconds\\":${Math.ceil(pipeline.plan.budgetMs / 1_000)}`);
  });

  test('invoke functions of this stack, and hold no token that is left to resolve', () => {
    for (const definition of definitions) {
      expect(definition).toContain('Fn::GetAtt');
      expect(definition).not.toContain('${Token[');
    }
    expect(JSON.stringify(template.toJSON())).not.toContain('${Token[');
  });
});

describe('records', () => {
  test('are in a table that is encrypted, restorable, protected, and kept when the stack goes', () => {
    template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'history',
            KeySchema: [
              { AttributeName: 'hpk', KeyType: 'HASH' },
              { AttributeName: 'hsk', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        Replicas: [{ DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
      },
    });
  });

  test('can be kept in a table that is there already', () => {
    const { template: shared } = synthesized((stack: Stack) => ({
      ...everything,
      table: new TableV2(stack, 'Mine', { partitionKey: { name: 'pk', type: AttributeType.STRING } }),
    }));
    shared.resourceCountIs('AWS::DynamoDB::GlobalTable', 1);
    for (const { Environment } of propertiesOf(shared, 'AWS::Lambda::Function')) expect(JSON.stringify(Environment)).toContain('Mine');
  });
});

describe('notifications', () => {
  const subscription = (protocol: string, endpoint: string, to: string) =>
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: protocol, Endpoint: endpoint, FilterPolicy: { to: [to] } });

  test('go to whoever the plan names, each only their own', () => {
    subscription('email', 'releases@example.com', 'email:releases@example.com');
    subscription('https', 'https://hooks.example.com/deployments', 'https://hooks.example.com/deployments');
    subscription('sqs', 'arn:aws:sqs:eu-west-1:111122223333:releases', 'sqs:arn:aws:sqs:eu-west-1:111122223333:releases');
    const page = 'arn:aws:lambda:eu-west-1:111122223333:function:page-someone';
    subscription('lambda', page, `lambda:${page}`);
    template.resourceCountIs('AWS::SNS::Subscription', 4);
    template.hasResourceProperties('AWS::Lambda::Permission', {
      FunctionName: page,
      Principal: 'sns.amazonaws.com',
      SourceArn: Match.anyValue(),
    });
  });

  test('are published to a topic that is encrypted, over TLS alone', () => {
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: { Statement: [{ Effect: 'Deny', Action: 'sns:Publish', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }] },
    });
  });

  test('can go to a topic that is there already', () => {
    const { template: shared } = synthesized((stack: Stack) => ({ ...everything, topic: new Topic(stack, 'Mine') }));
    shared.resourceCountIs('AWS::SNS::Topic', 1);
    shared.resourceCountIs('AWS::SNS::Subscription', 4);
  });
});

describe('a deployment that died', () => {
  test('starts the recovery, unless it ended as a deployment ends by itself', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: {
          stateMachineArn: [{ Ref: Match.stringLikeRegexp('PipelineDeployMachine') }],
          $or: [
            { status: ['ABORTED', 'TIMED_OUT'] },
            {
              status: ['FAILED'],
              error: [{ exists: false }, { 'anything-but': ['NoGo', 'RolledBack', 'RollbackFailed', 'Aborted', 'Refused'] }],
            },
          ],
        },
      },
      Targets: [
        {
          Arn: { Ref: Match.stringLikeRegexp('PipelineRecoverMachine') },
          DeadLetterConfig: { Arn: Match.anyValue() },
          Input: Match.absent(),
          InputPath: Match.absent(),
        },
      ],
    });
  });

  test('sets off an alarm, as does a recovery that could not start or was itself cut off', () => {
    template.resourceCountIs('AWS::CloudWatch::Alarm', 3);
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { Threshold: 1, TreatMissingData: 'notBreaching' });
  });
});

test('a key of your own encrypts table, topic and logs', () => {
  const { template: encrypted } = synthesized((stack: Stack) => ({ ...everything, encryptionKey: new Key(stack, 'Mine') }));
  const mine = { 'Fn::GetAtt': [Match.stringLikeRegexp('Mine'), 'Arn'] };
  encrypted.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: mine });
  encrypted.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: mine });
  encrypted.hasResourceProperties('AWS::DynamoDB::GlobalTable', { Replicas: [{ SSESpecification: { KMSMasterKeyId: mine } }] });
  encrypted.hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Principal: { Service: 'logs.eu-west-1.amazonaws.com' } })]) },
  });
});

test('the outputs tell how to start, where the records are, and which plan runs', () => {
  const outputs = Object.keys(template.toJSON().Outputs).map((key) => key.replace(/^Pipeline|[0-9A-F]{8}$/g, ''));
  expect(outputs.toSorted()).toEqual(['DeployMachineArn', 'PlanHash', 'RecoverMachineArn', 'TableName', 'TopicArn']);
});

test('a pipeline takes a plan, or a checklist and an environment, and nothing in between', () => {
  const wrong = [{}, { checklist: everything.checklist }, { ...everything, plan: pipeline.plan }];
  for (const props of wrong) expect(() => synthesized(props)).toThrow(UsageError);
  expect(synthesized({ plan: pipeline.plan }).pipeline.plan).toBe(pipeline.plan);
});
