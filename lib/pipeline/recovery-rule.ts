import { Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { OWN_ERRORS } from './states/close.ts';
import { REFUSED } from './states/refused.ts';

/** Half a day: what could not be started by then is a person's. */
const KEEP_TRYING = Duration.hours(12);

/**
 * Starts the recovery when a deployment died outside its own branches: someone stopped it, it ran out of time, or it
 * failed in a way that no state could catch. The ends that a deployment chooses itself are left alone.
 * Returns the queue of events that the recovery could not be started for.
 */
export function recoveryRule(scope: Construct, deploy: StateMachine, recover: StateMachine): Queue {
  const place = new Construct(scope, 'Recovery');
  const undelivered = new Queue(place, 'Undelivered', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  acknowledge(undelivered, 'AwsSolutions-SQS3', 'it is itself where events go that could not be delivered');
  const died = new Rule(place, 'Rule', {
    description: 'a deployment ended outside its own branches: roll back what it attempted',
    eventPattern: {
      source: ['aws.states'],
      detailType: ['Step Functions Execution Status Change'],
      detail: {
        stateMachineArn: [deploy.stateMachineArn],
        $or: [
          { status: ['ABORTED', 'TIMED_OUT'] },
          { status: ['FAILED'], error: [{ exists: false }, { 'anything-but': [...OWN_ERRORS, REFUSED] }] },
        ],
      },
    },
  });
  // The event goes in as it is: it carries the input of the execution, and the machine takes it from there.
  died.addTarget(new SfnStateMachine(recover, { deadLetterQueue: undelivered, maxEventAge: KEEP_TRYING }));
  return undelivered;
}
