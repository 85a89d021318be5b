import type { IncomingHttpHeaders } from 'node:http';
import tls from 'node:tls';
import { afterEach, describe, expect, test } from '@jest/globals';
import { runHttp } from '../../../lib/probes/http/run.ts';
import type { HttpProbe } from '../../../lib/probes/schema.ts';
import { contextWith, seen, unableReason } from '../probe-context.ts';
import { serveHttp, serveHttps, stopServing, testAuthority } from './loopback-server.ts';

const trusted = tls.getCACertificates('default');
afterEach(() => {
  stopServing();
  tls.setDefaultCACertificates(trusted);
});

const get = (url: string, more: Partial<HttpProbe> = {}): HttpProbe => ({ kind: 'http', url, ...more });
const redirectTo = (location: string, status = 302) => serveHttp((_, response) => response.writeHead(status, { location }).end());

test('a redirect is followed and every hop is told', async () => {
  const end = await serveHttp((_, response) => response.end('there'));
  const start = await redirectTo(`${end}/there?token=1`);
  const observation = seen(await runHttp(get(`${start}/here`), contextWith()));
  expect(observation).toMatchObject({ status: 200, output: 'there', summary: `200 after 1 redirect (${start}/here → ${end}/there?…)` });
});

test('a loop ends at the limit with the last redirect as the answer', async () => {
  const base = await serveHttp((_, response) => response.writeHead(302, { location: '/again' }).end());
  const observation = seen(await runHttp(get(base, { followRedirects: 3 }), contextWith()));
  expect(observation.status).toBe(302);
  expect(observation.summary).toContain('302 after 3 redirects');
});

test('with no redirects allowed the redirect itself is the answer', async () => {
  const base = await redirectTo('https://shop.example.com/', 301);
  const observation = seen(await runHttp(get(base, { followRedirects: 0 }), contextWith()));
  expect(observation).toMatchObject({ status: 301, summary: '301' });
  expect(observation.headers?.location).toBe('https://shop.example.com/');
});

test('a redirect from https to http is refused', async () => {
  tls.setDefaultCACertificates([testAuthority()]);
  const plain = await serveHttp((_, response) => response.end('plain'));
  const secure = await serveHttps('trusted', (_, response) => response.writeHead(302, { location: plain }).end());
  expect(unableReason(await runHttp(get(secure), contextWith()))).toContain('it would leave encryption');
});

test('a redirect to a file is not followed', async () => {
  const base = await redirectTo('file:///etc/passwd');
  expect(unableReason(await runHttp(get(base), contextWith()))).toContain('a redirect to a file: address is not followed');
});

describe('what proves who asks', () => {
  const headers = { Authorization: 'Bearer one', Cookie: 'session=two', 'X-Api-Key': '$KEY', 'X-Plain': 'stays' };
  const context = contextWith({ values: { KEY: 'secret-key' }, secretNames: ['KEY'] });

  test('is not sent to another origin', async () => {
    let got: IncomingHttpHeaders = {};
    const other = await serveHttp((request, response) => {
      got = request.headers;
      response.end();
    });
    const start = await redirectTo(other);
    seen(await runHttp(get(start, { headers }), context));
    expect(got).toMatchObject({ 'x-plain': 'stays' });
    expect(got.authorization).toBeUndefined();
    expect(got.cookie).toBeUndefined();
    expect(got['x-api-key']).toBeUndefined();
  });

  test('is sent again to the same origin', async () => {
    const base = await serveHttp((request, response) =>
      request.url === '/' ? response.writeHead(307, { location: '/end' }).end() : response.end(request.headers.authorization),
    );
    expect(seen(await runHttp(get(base, { headers }), context)).output).toBe('Bearer one');
    const withCredentials = seen(await runHttp(get(base.replace('://', '://ann:pass@')), context));
    expect(withCredentials.output).toBe(`Basic ${Buffer.from('ann:pass').toString('base64')}`);
  });

  test('does not go to another origin in a body', async () => {
    const start = await redirectTo('http://127.0.0.2:9/', 307);
    const reason = unableReason(await runHttp(get(start, { json: { key: '$KEY' } }), context));
    expect(reason).toContain('the body holds a secret');
  });

  test('does not go there either when JSON writes it with escapes', async () => {
    const start = await redirectTo('http://127.0.0.2:9/', 307);
    const escaped = contextWith({ values: { KEY: 'line "one"\nline two' }, secretNames: ['KEY'] });
    expect(unableReason(await runHttp(get(start, { json: { key: '$KEY' } }), escaped))).toContain('the body holds a secret');
  });
});

test.each([
  [301, 'POST', 'GET', ''],
  [302, 'POST', 'GET', ''],
  [303, 'PUT', 'GET', ''],
  [307, 'POST', 'POST', 'text'],
  [308, 'PUT', 'PUT', 'text'],
] as const)('after %i a %s becomes a %s', async (status, method, becomes, body) => {
  const base = await serveHttp(async (request, response) => {
    if (request.url === '/') return response.writeHead(status, { location: '/end' }).end();
    return response.end(`${request.method} ${(await request.toArray()).join('')}`);
  });
  expect(seen(await runHttp(get(base, { method, body: 'text' }), contextWith())).output).toBe(`${becomes} ${body}`);
});
