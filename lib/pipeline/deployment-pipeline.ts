import { join } from 'node:path';
import type { Alarm, IAlarmAction, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { type Grant, type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { CfnOutput, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Checklist } from '../checklist/schema/checklist.ts';
import { UsageError } from '../errors.ts';
import { planChecklist } from '../plan/build.ts';
import { planHash } from '../plan/hash.ts';
import type { Plan } from '../plan/model.ts';
import { pipelineAlarms } from './alarms.ts';
import { writeBundles } from './bundle.ts';
import { deploymentMachine } from './deployment-machine.ts';
import { handlerFunction } from './handler-function.ts';
import { grantRights } from './handler-rights.ts';
import { HANDLERS, type HandlerName } from './handlers.ts';
import { pipelineMachine } from './machine.ts';
import { notificationTopic } from './notifications.ts';
import { type AnyTable, RecordsTable } from './records-table/records-table.ts';
import { recoveryMachine } from './recovery-machine.ts';
import { recoveryRule } from './recovery-rule.ts';
import { keyed } from './states/once.ts';
import { jobsOf } from './workload.ts';

export interface DeploymentPipelineProps {
  /**
   * What is deployed, step by step.
   * @default - made of `checklist` and `environment`
   */
  readonly plan?: Plan;
  /**
   * The checklist, as `readChecklist` gives it.
   * @default - `plan` must be given
   */
  readonly checklist?: Checklist;
  /**
   * The name of the environment in `checklist`.
   * @default - `plan` must be given
   */
  readonly environment?: string;
  /**
   * The table of records and locks. One table can serve many pipelines; `requires` needs the same table in both environments.
   * @default - a new table
   */
  readonly table?: AnyTable;
  /**
   * The topic that notifications are published to.
   * @default - a new topic, encrypted and over TLS alone
   */
  readonly topic?: ITopic;
  /**
   * The key that encrypts the table, the topic and the logs.
   * @default - keys that AWS manages
   */
  readonly encryptionKey?: IKey;
  /**
   * How long logs are kept. Records are kept for good.
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;
  /**
   * What becomes of the table and the logs when the stack is deleted.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
  /**
   * Memory of each function, in MiB. Its share of a processor grows with it.
   * @default 512
   */
  readonly memorySize?: number;
  /**
   * What is done when an alarm goes off.
   * @default - nothing: alarms are seen in CloudWatch
   */
  readonly alarmActions?: readonly IAlarmAction[];
}

function planOf({ plan, checklist, environment }: DeploymentPipelineProps): Plan {
  if (plan !== undefined && checklist === undefined && environment === undefined) return plan;
  if (plan === undefined && checklist !== undefined && environment !== undefined) return planChecklist(checklist, environment);
  throw new UsageError('a deployment pipeline takes either a plan, or a checklist and an environment');
}

/** Log groups are encrypted by the log service, which the key's own policy must allow. */
function allowLogs(key: IKey, stack: Stack): void {
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
      actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: {
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': stack.formatArn({ service: 'logs', resource: '*' }) },
      },
    }),
  );
}

/**
 * The pipeline of one checklist in one environment: the machine that deploys, the machine that recovers what died,
 * their functions, the table of records, and the topic of notifications.
 *
 * Throws a UsageError unless exactly one of `plan`, or `checklist` with `environment`, is given.
 */
export class DeploymentPipeline extends Construct {
  readonly plan: Plan;
  readonly records: RecordsTable;
  readonly topic: ITopic;
  /** Runs a deployment. Its input is `{ deployment: { id, version, … } }`. */
  readonly deployMachine: StateMachine;
  /** Finishes a deployment that died. */
  readonly recoverMachine: StateMachine;
  readonly alarms: readonly Alarm[];
  readonly #functions = new Map<HandlerName, LambdaFunction>();

  constructor(scope: Construct, id: string, props: DeploymentPipelineProps) {
    super(scope, id);
    const plan = planOf(props);
    const name = `${plan.checklist} in ${plan.environment.name}`;
    const stack = Stack.of(this);
    const settings = {
      logRetention: props.logRetention ?? RetentionDays.ONE_YEAR,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
      encryptionKey: props.encryptionKey,
    };
    if (props.encryptionKey !== undefined) allowLogs(props.encryptionKey, stack);
    this.plan = plan;
    this.records = new RecordsTable(this, 'Records', {
      removalPolicy: settings.removalPolicy,
      ...(props.table === undefined ? {} : { table: props.table }),
      ...(props.encryptionKey === undefined ? {} : { encryptionKey: props.encryptionKey }),
    });
    this.topic = notificationTopic(this, { plan, topic: props.topic, encryptionKey: props.encryptionKey });

    const bundleOf = writeBundles(HANDLERS, join(Stage.of(this)?.assetOutdir ?? 'cdk.out', 'handlers'));
    const place = new Construct(this, 'Handlers');
    // A function is made when the first state asks for it: what no state uses is not deployed.
    const functions = keyed((handler: HandlerName) => {
      const jobs = jobsOf(handler, plan);
      const longestStepMs = jobs.length === 0 ? undefined : Math.max(...jobs.map(({ timeoutMs }) => timeoutMs));
      const made = handlerFunction(place, {
        ...settings,
        handler,
        bundle: bundleOf(handler),
        description: `${handler}: ${name}`,
        longestStepMs,
        memorySize: props.memorySize ?? 512,
      });
      grantRights(handler, { plan, records: this.records, topic: this.topic }, made);
      this.#functions.set(handler, made);
      return made;
    });
    const machine = { ...settings, plan, functions };
    this.deployMachine = pipelineMachine(this, 'Deploy', {
      ...machine,
      build: deploymentMachine,
      purpose: 'deploy',
      comment: `deploy: ${name}`,
    });
    this.recoverMachine = pipelineMachine(this, 'Recover', {
      ...machine,
      build: recoveryMachine,
      purpose: 'recover',
      comment: `recover: ${name}`,
    });
    const undelivered = recoveryRule(this, this.deployMachine, this.recoverMachine);
    this.alarms = pipelineAlarms(this, {
      name,
      recover: this.recoverMachine,
      undelivered,
      actions: props.alarmActions ?? [],
    });
    this.#output('DeployMachineArn', this.deployMachine.stateMachineArn, `starts a deployment of ${name}`);
    this.#output('RecoverMachineArn', this.recoverMachine.stateMachineArn, 'finishes a deployment that died');
    this.#output('TableName', this.records.table.tableName, 'records and locks');
    this.#output('TopicArn', this.topic.topicArn, 'notifications');
    this.#output('PlanHash', planHash(plan), 'SHA-256 of the plan that the machine runs');
  }

  #output(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }

  /** The function of a handler, to give it rights that cannot be read from the checklist; undefined when no step needs it. */
  handlerFunction(name: HandlerName): LambdaFunction | undefined {
    return this.#functions.get(name);
  }

  /** May start deployments. */
  grantStart(grantee: IGrantable): Grant {
    return this.deployMachine.grantStartExecution(grantee);
  }

  /** Deployments that were started. */
  metricStarted(options?: MetricOptions): Metric {
    return this.deployMachine.metricStarted(options);
  }

  /** Deployments that every gate let through. */
  metricDeployed(options?: MetricOptions): Metric {
    return this.deployMachine.metricSucceeded(options);
  }

  /** Deployments that were refused, stopped or rolled back. */
  metricNoGo(options?: MetricOptions): Metric {
    return this.deployMachine.metricFailed(options);
  }

  /** How long deployments take, in milliseconds. */
  metricDuration(options?: MetricOptions): Metric {
    return this.deployMachine.metricTime(options);
  }
}
