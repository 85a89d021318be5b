import tls from 'node:tls';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runHttp } from '../../../lib/probes/http/run.ts';
import { contextWith, seen, unableReason } from '../probe-context.ts';
import { serveHttp, serveHttps, stopServing, testAuthority } from './loopback-server.ts';

const trusted = tls.getCACertificates('default');
beforeEach(() => tls.setDefaultCACertificates([testAuthority()]));
afterEach(() => {
  stopServing();
  tls.setDefaultCACertificates(trusted);
});

const ask = async (url: string) => runHttp({ kind: 'http', url }, contextWith());

test('a certificate of a known authority is accepted', async () => {
  const base = await serveHttps('trusted', (_, response) => response.end('hello'));
  expect(seen(await ask(base)).output).toBe('hello');
});

test.each([
  ['expired', /has expired: renew it$/],
  ['other-host', /is for another host/],
  ['self-signed', /is self-signed: if it is to be trusted, .*NODE_EXTRA_CA_CERTS$/],
])('a certificate that is %s is told as that', async (name, reason) => {
  const base = await serveHttps(name, (_, response) => response.end('never read'));
  expect(unableReason(await ask(base))).toMatch(reason);
});

test('a certificate of an unknown authority is told as that', async () => {
  tls.setDefaultCACertificates(trusted);
  const base = await serveHttps('trusted', (_, response) => response.end('never read'));
  expect(unableReason(await ask(base))).toMatch(/comes from an unknown authority.*NODE_EXTRA_CA_CERTS/);
});

test('a service that does not speak TLS is told as that', async () => {
  const base = await serveHttp((_, response) => response.end());
  expect(unableReason(await ask(base.replace('http:', 'https:')))).toMatch(/does not speak TLS|handshake .* failed/);
});
