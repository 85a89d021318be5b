import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { publisher } from '../../../lambdas/runtime/publish.ts';
import type { Message } from '../../../lambdas/runtime/runtime.ts';

/** A notification as `gonogo inbox` shows it. */
export interface InboxMessage {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly topic: string;
  readonly subject: string;
  readonly text: string;
  readonly event: string;
  readonly to: readonly string[];
}

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:gonogo';

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** The attributes of a Publish call in SNS's query protocol: numbered names beside numbered values. */
function attributesOf(call: URLSearchParams): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (let number = 1; ; number++) {
    const name = call.get(`MessageAttributes.entry.${number}.Name`);
    if (name === null) return attributes;
    attributes[name] = call.get(`MessageAttributes.entry.${number}.Value.StringValue`) ?? '';
  }
}

function received(call: URLSearchParams, at: Date): InboxMessage {
  const attributes = attributesOf(call);
  return {
    id: randomUUID(),
    at: at.toISOString(),
    topic: call.get('TopicArn') ?? '',
    subject: call.get('Subject') ?? '',
    text: call.get('Message') ?? '',
    event: attributes.event ?? '',
    to: JSON.parse(attributes.to ?? '[]') as string[],
  };
}

/** An SNS endpoint on loopback that keeps what is published as files. */
async function startEndpoint(directory: string, now: () => Date) {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const server = createServer(async (request, response) => {
    try {
      const message = received(await bodyOf(request), now());
      await writeFile(join(directory, `${message.at.replaceAll(':', '')}-${message.id}.json`), `${JSON.stringify(message, null, 2)}\n`, {
        mode: 0o600,
      });
      response.setHeader('content-type', 'text/xml');
      response.end(
        `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${message.id}</MessageId></PublishResult></PublishResponse>`,
      );
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  server.unref();
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/** Publishes to the local inbox over the same SNS calls as on AWS. The endpoint starts with the first message. */
export function inboxPublisher(directory: string, now: () => Date): { publish: (message: Message) => Promise<void>; close: () => void } {
  let endpoint: ReturnType<typeof startEndpoint> | undefined;
  let publish: ((message: Message) => Promise<void>) | undefined;
  return {
    async publish(message) {
      endpoint ??= startEndpoint(directory, now);
      const { endpoint: address } = await endpoint;
      publish ??= publisher(() => TOPIC, {
        endpoint: address,
        region: 'us-east-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
        maxAttempts: 1,
      });
      await publish(message);
    },
    close: () => void endpoint?.then(({ close }) => close()),
  };
}

/** All local notifications, oldest first. A missing inbox is an empty one. */
export async function readInbox(directory: string): Promise<readonly InboxMessage[]> {
  const names = await readdir(directory).catch(() => []);
  const files = names.filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(files.map(async (name) => JSON.parse(await readFile(join(directory, name), 'utf8')) as InboxMessage));
}
