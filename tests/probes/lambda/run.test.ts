import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, expect, test } from '@jest/globals';
import { runLambdaWith } from '../../../lib/probes/lambda/run.ts';
import type { LambdaProbe } from '../../../lib/probes/schema.ts';
import { serveHttp, stopServing } from '../http/loopback-server.ts';
import { contextWith, seen, unableReason } from '../probe-context.ts';

afterEach(stopServing);

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** The Invoke operation of the Lambda service, on loopback. */
async function lambda(answer: Answer | 'never') {
  const asked: { readonly url: string; readonly payload: unknown }[] = [];
  const endpoint = await serveHttp(async (request, response) => {
    asked.push({ url: request.url ?? '', payload: JSON.parse((await request.toArray()).join('')) });
    if (answer !== 'never') response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
  });
  const client = new LambdaClient({
    endpoint,
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  return { asked, client };
}
const probe: LambdaProbe = { kind: 'lambda', function: 'shop-$ENVIRONMENT', payload: { version: '$VERSION', list: [1, '$VERSION'] } };
const context = contextWith({ values: { ENVIRONMENT: 'staging', VERSION: '1.5.0' } });

test('the answer of a function is seen as text and as data', async () => {
  const { client, asked } = await lambda({ body: '{"healthy":true}' });
  const observation = seen(await runLambdaWith(client, probe, context));
  expect(observation).toMatchObject({ output: '{"healthy":true}', json: { healthy: true }, summary: 'an answer' });
  expect(asked).toEqual([{ url: '/2015-03-31/functions/shop-staging/invocations', payload: { version: '1.5.0', list: [1, '1.5.0'] } }]);
});

test('an error inside the function is seen, with its message', async () => {
  const body = '{"errorType":"Error","errorMessage":"table is missing","trace":[]}';
  const { client } = await lambda({ headers: { 'x-amz-function-error': 'Unhandled' }, body });
  const observation = seen(await runLambdaWith(client, probe, context));
  expect(observation).toMatchObject({ functionError: 'Error: table is missing', summary: 'function error: Error: table is missing' });
});

test('a function that does not exist cannot be told', async () => {
  const { client } = await lambda({ status: 404, headers: { 'x-amzn-errortype': 'ResourceNotFoundException' }, body: '{"Message":"no"}' });
  expect(unableReason(await runLambdaWith(client, probe, context))).toContain('there is no function shop-staging');
});

test('a failing service is asked once: an action must not run twice', async () => {
  const { client, asked } = await lambda({ status: 500, body: '{}' });
  unableReason(await runLambdaWith(client, probe, context));
  expect(asked).toHaveLength(1);
});

test('a function that does not answer is left at the timeout', async () => {
  const { client } = await lambda('never');
  const reason = unableReason(await runLambdaWith(client, probe, { ...context, timeoutMs: 200 }));
  expect(reason).toContain('timed out after 200 ms while waiting for shop-staging');
});

test('a name without a value is not sent', async () => {
  const { client, asked } = await lambda({ body: '{}' });
  expect(unableReason(await runLambdaWith(client, probe, contextWith()))).toContain('$ENVIRONMENT is not set');
  expect(asked).toEqual([]);
});
