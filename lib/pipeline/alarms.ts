import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  MathExpression,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface AlarmsProps {
  readonly name: string;
  readonly recover: StateMachine;
  readonly undelivered: IQueue;
  readonly actions: readonly IAlarmAction[];
}

const PERIOD = Duration.minutes(5);
const sum = (metrics: readonly IMetric[]): MathExpression =>
  new MathExpression({
    expression: 'SUM(METRICS())',
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric])),
    period: PERIOD,
  });

/**
 * What a person must look at. A no-go or a rollback is no alarm: the pipeline did its work, and has told of it.
 * These are the cases in which the pipeline itself could not.
 */
export function pipelineAlarms(scope: Construct, { name, recover, undelivered, actions }: AlarmsProps): readonly Alarm[] {
  const place = new Construct(scope, 'Alarms');
  const alarm = (id: string, description: string, metric: IMetric): Alarm => {
    const made = new Alarm(place, id, {
      alarmDescription: `${name}: ${description}`,
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    made.addAlarmAction(...actions);
    return made;
  };
  return [
    alarm(
      'DeploymentDied',
      'a deployment ended outside its own branches, and its recovery was started: see what it comes to',
      recover.metricStarted({ period: PERIOD, statistic: Stats.SUM }),
    ),
    alarm(
      'RecoveryCutOff',
      'a recovery was itself cut off: finish the rollback by hand, from the records',
      sum([recover.metricAborted({ period: PERIOD }), recover.metricTimedOut({ period: PERIOD })]),
    ),
    alarm(
      'RecoveryNotStarted',
      'a deployment died and its recovery could not be started: start it with the event in the queue',
      undelivered.metricApproximateNumberOfMessagesVisible({ period: PERIOD }),
    ),
  ];
}
