import { pipeline, Readable } from 'node:stream';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { MAX_BODY_BYTES } from '../../../lib/probes/http/body.ts';
import { runHttp } from '../../../lib/probes/http/run.ts';
import type { HttpProbe } from '../../../lib/probes/schema.ts';
import { contextWith, seen, unableReason } from '../probe-context.ts';
import { serveHttp, serveRaw, stopServing } from './loopback-server.ts';

afterEach(stopServing);

const get = (url: string, more: Partial<HttpProbe> = {}): HttpProbe => ({ kind: 'http', url, ...more });

describe('an answer', () => {
  test('is seen with status, headers, body and summary', async () => {
    const base = await serveHttp((_, response) => response.writeHead(503, { 'x-node': 'a' }).end('{"status":"sick"}'));
    const observation = seen(await runHttp(get(`${base}/health`), contextWith()));
    expect(observation).toMatchObject({ status: 503, output: '{"status":"sick"}', summary: '503' });
    expect(observation.headers?.['x-node']).toBe('a');
  });

  test.each([
    ['gzip', gzipSync('unpacked')],
    ['br', brotliCompressSync('unpacked')],
  ])('packed as %s is unpacked', async (coding, body) => {
    const base = await serveHttp((_, response) => response.writeHead(200, { 'content-encoding': coding }).end(body));
    expect(seen(await runHttp(get(base), contextWith())).output).toBe('unpacked');
  });

  test('that says it is gzip and is not cannot be told', async () => {
    const base = await serveHttp((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain'));
    expect(unableReason(await runHttp(get(base), contextWith()))).toContain('compressed and cannot be unpacked');
  });

  test('that is not there is empty, whatever its headers say of it', async () => {
    const base = await serveHttp((_, response) => response.writeHead(204, { 'content-encoding': 'gzip' }).end());
    expect(seen(await runHttp(get(base), contextWith()))).toMatchObject({ status: 204, output: '' });
  });

  test('of 500 MB is read up to 1 MB, and the service is not drained', async () => {
    const block = Buffer.alloc(65_536, 'x');
    let sent = 0;
    const flood = function* () {
      for (; sent < 500 * 1024 * 1024; sent += block.length) yield block;
    };
    const base = await serveHttp((_, response) => pipeline(Readable.from(flood()), response, () => undefined));
    const observation = seen(await runHttp(get(base), contextWith()));
    expect(observation.truncated).toBe(true);
    expect(observation.summary).toContain('body cut at 1 MB');
    expect(observation.output).toHaveLength(MAX_BODY_BYTES);
    expect(sent).toBeLessThan(100 * 1024 * 1024);
  });

  test('that unpacks to 200 MB is unpacked up to 1 MB', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const base = await serveHttp((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    expect(seen(await runHttp(get(base), contextWith())).output).toHaveLength(MAX_BODY_BYTES);
  });

  test('that is cut inside a secret keeps no part of the secret', async () => {
    const secret = 'correct-horse-battery';
    const base = await serveHttp((_, response) => response.end(`${'x'.repeat(MAX_BODY_BYTES - 10)}${secret}${'y'.repeat(5_000)}`));
    const { output } = seen(await runHttp(get(base), contextWith({ values: { TOKEN: secret }, secretNames: ['TOKEN'] })));
    expect(output.replace(/x+/, '')).toBe('');
  });
});

describe('a request', () => {
  const echo = () =>
    serveHttp(async (request, response) => {
      const body = (await request.toArray()).join('');
      response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }));
    });
  const sentBy = async (probe: HttpProbe, values: Record<string, string> = {}) =>
    JSON.parse(seen(await runHttp(probe, contextWith({ values }))).output) as {
      method: string;
      url: string;
      headers: Record<string, string>;
      body: string;
    };

  test('takes a value at the start of the address as it is and encodes one in path and query', async () => {
    const base = await echo();
    const sent = await sentBy(get(`$BASE_URL/$NAME?q=\${NAME}&v=1`), { BASE_URL: `${base}/shop`, NAME: 'a/b &?#' });
    expect(sent.url).toBe('/shop/a%2Fb%20%26%3F%23?q=a%2Fb%20%26%3F%23&v=1');
  });

  test('sends names inside headers and JSON texts replaced', async () => {
    const base = await echo();
    const sent = await sentBy(get(base, { headers: { 'X-Version': 'v$VERSION' }, json: { version: '$VERSION', deep: [`\${VERSION}!`] } }), {
      VERSION: '1.5.0',
    });
    expect(sent).toMatchObject({ method: 'POST', body: '{"version":"1.5.0","deep":["1.5.0!"]}' });
    expect(sent.headers).toMatchObject({ 'x-version': 'v1.5.0', 'content-type': 'application/json' });
  });

  test('with credentials in the address sends them as a header', async () => {
    const base = await echo();
    const sent = await sentBy(get(base.replace('://', '://$USER:$PASSWORD@')), { USER: 'ann', PASSWORD: 'p@ss/word' });
    expect(sent.headers.authorization).toBe(`Basic ${Buffer.from('ann:p@ss/word').toString('base64')}`);
  });

  test.each([
    ['url', get('$BASE_URL/health')],
    ['header', get('http://127.0.0.1:9/', { headers: { 'x-a': '$BASE_URL' } })],
    ['body', get('http://127.0.0.1:9/', { body: `\${BASE_URL}` })],
    ['json', get('http://127.0.0.1:9/', { json: [{ a: '$BASE_URL' }] })],
  ])('with a name in the %s that has no value is not sent', async (_, probe) => {
    expect(unableReason(await runHttp(probe, contextWith()))).toMatch(/^\$BASE_URL is not set/);
  });

  test('with a line end in a header is not sent', async () => {
    const probe = get('http://127.0.0.1:9/', { headers: { 'x-a': '$VALUE' } });
    const reason = unableReason(await runHttp(probe, contextWith({ values: { VALUE: 'a\r\nx-b: b' } })));
    expect(reason).toContain('the header x-a cannot be sent');
  });

  test.each(['not an address', 'ftp://example.com/', '/health', ''])('to "%s" is not sent', async (address) => {
    const reason = unableReason(await runHttp(get('$ADDRESS'), contextWith({ values: { ADDRESS: address } })));
    expect(reason).toContain('expected http');
  });
});

describe('a service that gives no answer', () => {
  test('and refuses connections is told by its address, without credentials and query', async () => {
    const base = await serveHttp(() => undefined);
    stopServing();
    const reason = unableReason(await runHttp(get(`${base.replace('://', '://ann:hunter22@')}/?token=hunter22`), contextWith()));
    expect(reason).toMatch(/^127\.0\.0\.1:\d+ refuses connections/);
    expect(reason).not.toContain('hunter22');
  });

  test('because its name does not exist is told as that', async () => {
    expect(unableReason(await runHttp(get('http://shop.invalid/'), contextWith()))).toMatch(
      /^the host name of shop\.invalid (is not known|could not be looked up)/,
    );
  });

  test('but hangs is left at the timeout', async () => {
    const base = await serveHttp(() => undefined);
    const reason = unableReason(await runHttp(get(base), contextWith({ timeoutMs: 50 })));
    expect(reason).toBe(`timed out after 50 ms while waiting for an answer from ${base}/`);
  });

  test('but trickles is left at the timeout, however often a byte comes', async () => {
    let timer: NodeJS.Timeout | undefined;
    const base = await serveHttp((_, response) => {
      timer = setInterval(() => response.write('.'), 5);
    });
    const reason = unableReason(await runHttp(get(base), contextWith({ timeoutMs: 200 })));
    clearInterval(timer);
    expect(reason).toBe(`timed out after 200 ms before the answer was complete, from ${base}/`);
  });

  test('is not waited for when the deployment is interrupted', async () => {
    const interrupt = new AbortController();
    const base = await serveHttp(() => interrupt.abort());
    const reason = unableReason(await runHttp(get(base), contextWith({ signal: interrupt.signal })));
    expect(reason).toMatch(/^interrupted while waiting/);
  });

  test('because it breaks off is told as that', async () => {
    const base = await serveHttp((_, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half');
      setImmediate(() => response.destroy());
    });
    expect(unableReason(await runHttp(get(base), contextWith()))).toContain('closed the connection before the answer was complete');
  });

  test('in HTTP is told as that', async () => {
    const base = await serveRaw('http', (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
    expect(unableReason(await runHttp(get(base), contextWith()))).toContain('does not answer in HTTP');
  });
});
