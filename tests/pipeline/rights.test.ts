import { afterAll, describe, expect, test } from '@jest/globals';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { DeploymentPipeline } from '../../lib/pipeline/deployment-pipeline.ts';
import { checklistNamed } from './plans.ts';
import { type Right, removeScratch, rightsIn, scratchApp, synthesized } from './synthesized.ts';

afterAll(removeScratch);

const { template } = synthesized({ checklist: checklistNamed('every-feature'), environment: 'production' });
const rights = rightsIn(template);

/** Rights of one handler's role, as `action on resource`. */
const of = (handler: string, service: string): readonly string[] =>
  rights
    .filter(({ role, action }) => role.startsWith(`PipelineHandlers${handler.replace('-', '')}Role`) && action.startsWith(`${service}:`))
    .map(
      ({ action, resource }) => `${action} on ${resource.replaceAll(/<(\w+?)[0-9A-F]{8}>/g, '<$1>').replaceAll('<AWS::Partition>', 'aws')}`,
    )
    .toSorted();

const prefixes = ({ condition }: Right): unknown =>
  (condition as { 'ForAllValues:StringLike'?: Record<string, unknown> } | undefined)?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];

/** Rights on items: what may be done to which. */
const onItems = (action: string): readonly unknown[] =>
  [...new Set(rights.filter((right) => right.action === `dynamodb:${action}`).map((right) => JSON.stringify(prefixes(right))))].toSorted();

describe('every role', () => {
  test('names its actions: none ends in a star', () => {
    expect(rights.filter(({ action }) => action.includes('*'))).toEqual([]);
  });

  test('names its resources, but for the services that know none', () => {
    const anywhere = rights.filter(({ resource }) => resource.includes('*')).map(({ action }) => action.replace(/:.*/, ''));
    expect([...new Set(anywhere)].toSorted()).toEqual(['logs', 'xray']);
  });

  test('is made here: none takes a policy that AWS keeps', () => {
    for (const { Properties } of Object.values(template.findResources('AWS::IAM::Role')))
      expect(Properties.ManagedPolicyArns).toBeUndefined();
  });
});

describe('records', () => {
  test('are never updated or deleted by any role', () => {
    const actions = new Set(rights.map(({ action }) => action).filter((action) => action.startsWith('dynamodb:')));
    expect([...actions].toSorted()).toEqual(['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']);
  });

  test('and locks and tokens are told apart by their keys', () => {
    expect(onItems('DeleteItem')).toEqual(['["LOCK#*"]']);
    expect(onItems('PutItem')).toEqual(['["DEPLOYMENT#*"]', '["LOCK#*"]', '["TOKEN#*"]']);
    expect(onItems('GetItem')).toEqual(['["DEPLOYMENT#*"]', '["LOCK#*"]']);
  });

  test('are read by other deployments only where a promotion asks for it', () => {
    const history = rights.filter(({ resource }) => resource.includes('/index/history'));
    expect(history.map(({ role, action }) => [role.replace(/[0-9A-F]{8}$/, ''), action])).toEqual([
      ['PipelineHandlersopenRole', 'dynamodb:Query'],
    ]);
    const staging = synthesized({ checklist: checklistNamed('every-feature'), environment: 'staging' }).template;
    expect(rightsIn(staging).filter(({ resource }) => resource.includes('/index/'))).toEqual([]);
  });
});

describe('a lock', () => {
  const holders = (action: string): readonly string[] =>
    rights
      .filter((right) => right.action === action && JSON.stringify(prefixes(right)) === '["LOCK#*"]')
      .map(({ role }) => role.replace(/PipelineHandlers|Role[0-9A-F]{8}$/g, ''))
      .toSorted();

  test('is taken by the one that opens, and given back by those that close', () => {
    expect(holders('dynamodb:PutItem')).toEqual(['open']);
    expect(holders('dynamodb:DeleteItem')).toEqual(['close', 'recover']);
  });
});

describe('a secret', () => {
  const secret = (name: string): string =>
    `secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-1:111122223333:secret:${name}-??????`;
  const database = secret('shop/production/database-url');

  test('is read by the functions whose steps use it', () => {
    expect(of('migrate', 'secretsmanager')).toEqual([database]);
    expect(of('measure', 'secretsmanager')).toEqual([database]);
    expect(of('rollback', 'secretsmanager')).toEqual([database]);
  });

  test('is read by every function that runs a command: its children may read any name', () => {
    expect(of('validate', 'secretsmanager')).toEqual([secret('shop/production/admin'), database].toSorted());
    expect(of('validate', 'ssm')).toEqual(['ssm:GetParameter on arn:aws:ssm:eu-west-1:111122223333:parameter/shop/production/token']);
  });

  test('is no business of the others', () => {
    for (const handler of ['open', 'close', 'gate', 'notify', 'approve', 'recover', 'backup', 'deploy', 'smoke-test'])
      expect([...of(handler, 'secretsmanager'), ...of(handler, 'ssm')]).toEqual([]);
  });
});

describe('a function', () => {
  const invoke = (name: string): string => `lambda:InvokeFunction on arn:aws:lambda:eu-west-1:111122223333:function:${name}`;

  test('is invoked by the handlers whose steps name it, also by a variable', () => {
    expect(of('backup', 'lambda')).toEqual([invoke('dump-orders')]);
    expect(of('deploy', 'lambda')).toEqual([invoke('shop-switch')]);
    expect(of('rollback', 'lambda')).toEqual([invoke('restore-orders'), invoke('shop-switch')]);
    expect(of('migrate', 'lambda')).toEqual([]);
  });

  test('whose name is known only when the step runs is warned of, for the step and for its undo', () => {
    const checklist = checklistNamed('every-feature');
    const production = checklist.environments.production;
    if (production === undefined) throw new Error('the checklist has no production');
    const { SWITCH: _, ...variables } = production.variables ?? {};
    const unknown = { ...checklist, environments: { ...checklist.environments, production: { ...production, variables } } };
    const { stack: warned } = synthesized({ checklist: unknown, environment: 'production' });
    expect(Annotations.fromStack(warned).findWarning('*', Match.stringLikeRegexp('\\$SWITCH'))).toHaveLength(2);
  });
});

test('only the notifier publishes', () => {
  expect(rights.filter(({ action }) => action === 'sns:Publish').map(({ role }) => role.replace(/[0-9A-F]{8}$/, ''))).toEqual([
    'PipelineHandlersnotifyRole',
  ]);
});

test('a machine invokes exactly the functions that its states use', () => {
  for (const machine of ['Deploy', 'Recover']) {
    const invoked = rights.filter(({ role, action }) => role.startsWith(`Pipeline${machine}Role`) && action === 'lambda:InvokeFunction');
    const [definition] = Object.entries(template.findResources('AWS::StepFunctions::StateMachine'))
      .filter(([id]) => id.startsWith(`Pipeline${machine}Machine`))
      .map(([, { Properties }]) => JSON.stringify(Properties.DefinitionString));
    const used = new Set([...(definition ?? '').matchAll(/PipelineHandlers\w+Function[0-9A-F]{8}/g)].map(([id]) => `<${id}>`));
    expect(invoked.map(({ resource }) => resource).toSorted()).toEqual([...used].toSorted());
  }
});

test('whoever is granted to start may start this machine, and nothing else', () => {
  const stack = new Stack(scratchApp(), 'Test', { env: { account: '111122223333', region: 'eu-west-1' } });
  const pipeline = new DeploymentPipeline(stack, 'Pipeline', { checklist: checklistNamed('checks-only'), environment: 'production' });
  pipeline.grantStart(new Role(stack, 'Ci', { assumedBy: new ServicePrincipal('codebuild.amazonaws.com') }));
  const granted = rightsIn(Template.fromStack(stack)).filter(({ role }) => role.startsWith('Ci'));
  expect(granted.map(({ action, resource }) => [action, resource.replace(/[0-9A-F]{8}>$/, '>')])).toEqual([
    ['states:StartExecution', '<PipelineDeployMachine>'],
  ]);
});
