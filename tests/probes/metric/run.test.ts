import { afterEach, describe, expect, test } from '@jest/globals';
import { runMetric } from '../../../lib/probes/metric/run.ts';
import { serveHttp, stopServing } from '../http/loopback-server.ts';
import { contextWith, seen, unableReason } from '../probe-context.ts';

afterEach(stopServing);

/** Answers as Prometheus does; gives the server's address and what was asked. */
async function prometheus(result: unknown, resultType = 'vector') {
  const asked: string[] = [];
  const address = await serveHttp((request, response) => {
    asked.push(decodeURIComponent((request.url ?? '').replaceAll('+', ' ')));
    response.end(JSON.stringify({ status: 'success', data: { resultType, result } }));
  });
  return { asked, address };
}
const sample = (value: string) => ({ metric: { job: 'shop' }, value: [1_700_000_000, value] });
const ask = (query: string, values: Record<string, string>) => runMetric({ kind: 'metric', query }, contextWith({ values }));

test('one sample is the value', async () => {
  const { asked, address } = await prometheus([sample('0.25')]);
  const observation = seen(
    await ask('rate(errors_total{version="$VERSION"}[5m])', { PROMETHEUS_URL: `${address}/prom/`, VERSION: '1.5"0' }),
  );
  expect(observation).toMatchObject({ json: 0.25, output: '0.25', summary: '0.25' });
  expect(asked).toEqual(['/prom/api/v1/query?query=rate(errors_total{version="1.5\\"0"}[5m])']);
});

test('a scalar is a value', async () => {
  const { address } = await prometheus([1_700_000_000, '42'], 'scalar');
  expect(seen(await ask('scalar(up)', { PROMETHEUS_URL: address })).json).toBe(42);
});

describe('there is no value', () => {
  test.each([
    ['without samples', [], 'gives no samples'],
    ['with two samples', [sample('1'), sample('2')], 'gives 2 samples, expected exactly one'],
    ['with NaN', [sample('NaN')], 'the value is NaN'],
    ['with infinity', [sample('+Inf')], 'the value is +Inf'],
    ['with a histogram', [{ metric: {}, histogram: [1, {}] }], 'has no value'],
  ])('%s', async (_, result, reason) => {
    const { address } = await prometheus(result);
    expect(unableReason(await ask('up', { PROMETHEUS_URL: address }))).toContain(reason);
  });

  test('in a range', async () => {
    const { address } = await prometheus([], 'matrix');
    expect(unableReason(await ask('up[5m]', { PROMETHEUS_URL: address }))).toContain('gives a matrix, expected one value');
  });

  test('when the query is refused', async () => {
    const address = await serveHttp((_, response) =>
      response.writeHead(400).end('{"status":"error","errorType":"bad_data","error":"parse error: unexpected end"}'),
    );
    expect(unableReason(await ask('up{', { PROMETHEUS_URL: address }))).toBe(
      'Prometheus refuses the query: parse error: unexpected end (bad_data)',
    );
  });

  test('when something else answers', async () => {
    const address = await serveHttp((_, response) => response.writeHead(404).end('<html>'));
    expect(unableReason(await ask('up', { PROMETHEUS_URL: address }))).toContain('got 404 and no JSON');
  });

  test('without an address', async () => {
    expect(unableReason(await ask('up', {}))).toMatch(/^\$PROMETHEUS_URL is not set/);
  });

  test('without a server', async () => {
    expect(unableReason(await ask('up', { PROMETHEUS_URL: 'http://127.0.0.1:9' }))).toContain('refuses connections');
  });
});
