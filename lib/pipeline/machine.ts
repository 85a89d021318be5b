import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, type State, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Aws, Duration, Fn, type RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Plan } from '../plan/model.ts';
import { acknowledgeNoResources } from './acknowledge.ts';
import type { HandlerFunctions } from './handlers.ts';

/** An execution lasts a year at most. */
const LONGEST_S = 365 * 24 * 3_600;

/** Step Functions delivers its logs through a service that knows no resources. */
const LOG_DELIVERY = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];
const TRACES = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'];

export interface PipelineMachineProps {
  readonly plan: Plan;
  readonly functions: HandlerFunctions;
  /** Builds the states and returns the first. */
  readonly build: (scope: Construct, plan: Plan, functions: HandlerFunctions) => State;
  /** What the machine is for, in the words of its log group's name. */
  readonly purpose: string;
  readonly comment: string;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey: IKey | undefined;
}

/**
 * A state machine whose role may invoke exactly the functions that its states use. Everything is logged but what the
 * states carry: evidence is in the table.
 */
export function pipelineMachine(scope: Construct, id: string, props: PipelineMachineProps): StateMachine {
  const place = new Construct(scope, id);
  const used = new Set<string>();
  const definition = props.build(place, props.plan, (name) => {
    const handler = props.functions(name);
    used.add(handler.functionArn);
    return handler;
  });
  // The prefix keeps the account's one policy for log delivery from growing; the stack's own id makes the name free again.
  const stackUuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  const logGroup = new LogGroup(place, 'Logs', {
    logGroupName: `/aws/vendedlogs/states/gonogo-${props.plan.checklist}-${props.plan.environment.name}-${props.purpose}-${stackUuid}`,
    retention: props.logRetention,
    removalPolicy: props.removalPolicy,
    ...(props.encryptionKey === undefined ? {} : { encryptionKey: props.encryptionKey }),
  });
  const role = new Role(place, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com'), description: props.comment });
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [...used] }));
  role.addToPolicy(new PolicyStatement({ actions: [...LOG_DELIVERY, ...TRACES], resources: ['*'] }));
  acknowledgeNoResources(role, 'the actions that deliver logs and send traces to X-Ray');
  const machine = new StateMachine(place, 'Machine', {
    definitionBody: DefinitionBody.fromChainable(definition),
    comment: props.comment,
    stateMachineType: StateMachineType.STANDARD,
    timeout: Duration.seconds(Math.min(LONGEST_S, Math.ceil(props.plan.budgetMs / 1_000))),
    logs: { destination: logGroup, level: LogLevel.ALL, includeExecutionData: false },
    tracingEnabled: true,
    // What it may do is said above, to the function: the construct would add every version of every function.
    role: role.withoutPolicyUpdates(),
  });
  machine.node.addDependency(role);
  return machine;
}
