import type { SNSClient } from '@aws-sdk/client-sns';
import type { Message } from './runtime.ts';

/**
 * Publishes to one topic. Who gets a message is an attribute, so that a subscription's filter can pick its own.
 * The client is loaded with the first message: most functions never send one.
 */
export function publisher(
  topic: () => string,
  clientOptions: ConstructorParameters<typeof SNSClient>[0] = {},
): (message: Message) => Promise<void> {
  let client: SNSClient | undefined;
  return async ({ event, subject, text, to }) => {
    const { PublishCommand, SNSClient: Client } = await import('@aws-sdk/client-sns');
    client ??= new Client(clientOptions ?? {});
    await client.send(
      new PublishCommand({
        TopicArn: topic(),
        Subject: subject,
        Message: text,
        MessageAttributes: {
          event: { DataType: 'String', StringValue: event },
          to: { DataType: 'String.Array', StringValue: JSON.stringify(to) },
        },
      }),
    );
  };
}
