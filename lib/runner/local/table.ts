import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { HISTORY_INDEX } from '../../deployments/keys.ts';
import { InfrastructureError } from '../../errors.ts';
import type { Home } from './home.ts';
import { type Host, hostTable } from './host.ts';

export const LOCAL_TABLE = 'gonogo';

/** How long a process waits for another one to host the table, or to stop hosting it. */
const ELECTION_MS = 15_000;
const RETRY_MS = 20;

/** The table of a home: hosted by this process, or by another one that shares it. */
export interface LocalTable {
  readonly documents: DynamoDBDocumentClient;
  close(): Promise<void>;
}

const NOT_THERE = ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'];
const hostIsGone = (error: unknown): boolean => NOT_THERE.includes(String((error as { code?: unknown } | null)?.code));

const isThereAlready = (error: unknown): boolean => (error as { name?: unknown } | null)?.name === 'ResourceInUseException';

async function createTable(client: DynamoDBClient): Promise<void> {
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const key = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
  try {
    await client.send(
      new CreateTableCommand({
        TableName: LOCAL_TABLE,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk', 'hpk', 'hsk'].map(text),
        KeySchema: key('pk', 'sk'),
        GlobalSecondaryIndexes: [{ IndexName: HISTORY_INDEX, KeySchema: key('hpk', 'hsk'), Projection: { ProjectionType: 'ALL' } }],
      }),
    );
  } catch (error) {
    if (!isThereAlready(error)) throw error;
  }
}

/** A table can be written to a moment after it was made. One whose maker died in that moment never can. */
async function untilActive(client: DynamoDBClient, home: Home): Promise<void> {
  const deadline = Date.now() + ELECTION_MS;
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: LOCAL_TABLE }));
    if (Table?.TableStatus === 'ACTIVE') return;
    if (Date.now() > deadline) throw new InfrastructureError(`the table in ${home.table} was left half made and is empty: remove it`);
    await sleep(1);
  }
}

/** The SDK's body answers to the methods of a text with a warning, and copying it by `Buffer.from` alone calls one. */
const bytesOf = (body: unknown): Buffer =>
  body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : Buffer.from(String(body ?? ''));

/** What the host says of a request that the table failed under. */
function whyFailed(body: unknown): string {
  if (!(body instanceof Uint8Array)) return 'the process that hosts it could not';
  return (JSON.parse(Buffer.from(body).toString()) as { message?: string }).message ?? 'no reason is known';
}

/** Nobody checks signatures here, and one takes as long to make as the rest of a request. */
const UNSIGNED: NonNullable<DynamoDBClientConfig['signer']> = {
  sign: async (request) => {
    request.headers.authorization = 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none';
    request.headers['x-amz-date'] = '20000101T000000Z';
    return request;
  },
};

/** Connects to the home's table, hosting it when nobody does. When its host goes away, whoever needs it next hosts it. */
export async function openTable(home: Home): Promise<LocalTable> {
  let host: Host | undefined = await hostTable(home);
  let election: Promise<void> | undefined;
  let closed = false;

  const elect = async (): Promise<void> => {
    host ??= closed ? undefined : await hostTable(home);
    if (host === undefined) await sleep(RETRY_MS);
  };

  const overSocket = new NodeHttpHandler({
    httpAgent: new Agent({ keepAlive: true, maxSockets: 50, socketPath: home.socket } as ConstructorParameters<typeof Agent>[0]),
  });
  const send: NodeHttpHandler['handle'] = async (request, options) => {
    if (host === undefined) return overSocket.handle(request, options);
    const { method, path, headers, body } = request;
    return { response: await host.ask({ method, path, headers, body: bytesOf(body) }) };
  };
  const requestHandler: Pick<NodeHttpHandler, 'handle' | 'metadata' | 'destroy' | 'updateHttpClientConfig' | 'httpHandlerConfigs'> = {
    metadata: overSocket.metadata,
    destroy: () => overSocket.destroy(),
    updateHttpClientConfig: (key, value) => overSocket.updateHttpClientConfig(key, value),
    httpHandlerConfigs: () => overSocket.httpHandlerConfigs(),
    async handle(request, options) {
      const deadline = Date.now() + ELECTION_MS;
      for (;;) {
        try {
          const answer = await send(request, options);
          if (answer.response.statusCode < 500) return answer;
          throw new InfrastructureError(`cannot read or write ${home.table} (${whyFailed(answer.response.body)}): is the disk full?`);
        } catch (error) {
          if (!hostIsGone(error) || closed) throw error;
          if (Date.now() > deadline)
            throw new InfrastructureError(`nobody answers on ${home.socket}: end the process that holds ${home.mutex} and try again`, {
              cause: error,
            });
          election ??= elect().finally(() => {
            election = undefined;
          });
          await election;
        }
      }
    },
  };

  const client = new DynamoDBClient({
    endpoint: 'http://localhost',
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    signer: UNSIGNED,
    requestHandler,
    maxAttempts: 1,
  });
  await createTable(client);
  await untilActive(client, home);
  return {
    documents: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    async close() {
      closed = true;
      client.destroy();
      await host?.close();
    },
  };
}
