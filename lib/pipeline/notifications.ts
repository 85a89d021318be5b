import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { type ITopic, Subscription, SubscriptionFilter, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Plan } from '../plan/model.ts';

export interface NotificationsProps {
  readonly plan: Plan;
  readonly topic: ITopic | undefined;
  readonly encryptionKey: IKey | undefined;
}

/** The key that AWS keeps for SNS: whoever may publish in this account may use it. */
const managedKey = (scope: Construct): IKey => Alias.fromAliasName(scope, 'ManagedKey', 'alias/aws/sns');

const PROTOCOLS = {
  email: SubscriptionProtocol.EMAIL,
  https: SubscriptionProtocol.HTTPS,
  sqs: SubscriptionProtocol.SQS,
  lambda: SubscriptionProtocol.LAMBDA,
} as const;

/** `email:a@b` → the protocol and what it is sent to. The schema lets no other forms through. */
function endpointOf(recipient: string): { readonly kind: keyof typeof PROTOCOLS; readonly endpoint: string } {
  const kind = (['email', 'https', 'sqs', 'lambda'] as const).find((each) => recipient.startsWith(`${each}:`));
  if (kind === undefined) throw new RangeError(`expected a recipient of the kind email:, https:, sqs: or lambda:, got ${recipient}`);
  return { kind, endpoint: kind === 'https' ? recipient : recipient.slice(kind.length + 1) };
}

function subscribe(scope: Construct, topic: ITopic, recipient: string): void {
  const { kind, endpoint } = endpointOf(recipient);
  const place = new Construct(scope, recipient.replaceAll('/', '|'));
  new Subscription(place, 'Subscription', {
    topic,
    protocol: PROTOCOLS[kind],
    endpoint,
    // A message says who gets it: each subscription picks its own.
    filterPolicy: { to: SubscriptionFilter.stringFilter({ allowlist: [recipient] }) },
  });
  if (kind !== 'lambda') return;
  const sameEnvironment = Stack.of(scope).splitArn(endpoint, ArnFormat.COLON_RESOURCE_NAME).account === Stack.of(scope).account;
  LambdaFunction.fromFunctionAttributes(place, 'Function', { functionArn: endpoint, sameEnvironment }).addPermission('Topic', {
    principal: new ServicePrincipal('sns.amazonaws.com'),
    sourceArn: topic.topicArn,
  });
}

/**
 * The topic of a pipeline, encrypted and reachable over TLS alone, with a subscription for everyone that the plan
 * names. A queue's own policy must let the topic send to it.
 */
export function notificationTopic(scope: Construct, { plan, topic: given, encryptionKey }: NotificationsProps): ITopic {
  const place = new Construct(scope, 'Notifications');
  const topic = given ?? new Topic(place, 'Topic', { masterKey: encryptionKey ?? managedKey(place), enforceSSL: true });
  for (const recipient of new Set(plan.notifications.flatMap(({ to }) => to))) subscribe(place, topic, recipient);
  return topic;
}
