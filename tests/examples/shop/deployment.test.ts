import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { withDatabase } from '../../../examples/shop/database/client.ts';
import { migrateTo } from '../../../examples/shop/database/migrations.ts';
import { askHealth, deploy } from '../../../examples/shop/deployment.ts';
import { bringUp, takeDown } from '../../../examples/shop/lifecycle.ts';
import { findBackground, stopBackground } from '../../../examples/shop/processes/background.ts';
import { switchTo } from '../../../examples/shop/releases.ts';
import { type TemporaryShop, temporaryShop } from './temporary-shop.ts';

let shop: TemporaryShop;
let before: unknown;

const migrate = (revision: number): Promise<unknown> => withDatabase(shop.settings.databaseUrl, (client) => migrateTo(client, revision));
const service = () => findBackground(shop.settings.state, 'service');
const page = async (path: string): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${shop.settings.baseUrl}${path}`, { headers: { connection: 'close' } });
  return { status: response.status, body: await response.json() };
};

const kill = async (name: string): Promise<void> => {
  const { pid } = findBackground(shop.settings.state, name) ?? {};
  if (pid === undefined) throw new Error(`no ${name} to kill`);
  process.kill(pid, 'SIGKILL');
  while (findBackground(shop.settings.state, name) !== undefined) await setImmediate();
};

beforeAll(async () => {
  shop = await temporaryShop();
  before = await shop.fingerprint();
});
afterEach(async () => {
  await deploy(shop.settings, '1.4.0');
  await migrate(1);
});
afterAll(() => shop.remove());

describe('a release', () => {
  test('says what it is, and of which schema', async () => {
    expect(await page('/health')).toEqual({
      status: 200,
      body: { status: 'healthy', version: '1.4.0', revision: 1, database: 'connected' },
    });
    expect(await page('/orders?since=2025-12-31')).toMatchObject({ status: 200, body: { count: expect.any(Number) } });
    expect(await page('/orders?since=yesterday')).toMatchObject({ status: 400 });
    expect((await page('/reports/daily')).status).toBe(404);
  });

  test('counts its requests and errors for Prometheus', async () => {
    await page('/health');
    const text = await (await fetch(`${shop.settings.baseUrl}/metrics`, { headers: { connection: 'close' } })).text();
    expect(text).toMatch(/^requests_total [1-9]\d*$/m);
    expect(text).toMatch(/^errors_total \d+$/m);
  });
});

describe('deploying', () => {
  test('a version and then the one before gives the same shop', async () => {
    await migrate(2);
    expect(await deploy(shop.settings, '1.5.0')).toBe('1.5.0 runs, after 1.4.0');
    expect((await page('/reports/daily')).status).toBe(200);
    expect(await deploy(shop.settings, '1.4.0')).toBe('1.4.0 runs, after 1.5.0');
    await migrate(1);
    expect(await shop.fingerprint()).toEqual(before);
  });

  test('a version that runs already, as the undo of a deploy that never happened does, does not touch it', async () => {
    const running = service();
    expect(await deploy(shop.settings, '1.4.0')).toBe('1.4.0 runs already');
    expect(service()).toEqual(running);
  });

  test.each([
    ['the service was stopped', () => stopBackground(shop.settings.state, 'service')],
    ['the link was switched', () => switchTo(shop.settings.state, '1.5.0')],
    ['its process was killed', () => kill('service')],
  ])('heals a deploy that ended when %s', async (_, interrupt) => {
    await interrupt();
    await deploy(shop.settings, '1.4.0');
    expect(await shop.fingerprint()).toEqual(before);
  });

  test('a version that does not become healthy fails with the reason, and the one before can be brought back', async () => {
    await expect(deploy(shop.settings, '1.5.0', { healthyWithinMs: 1_500 })).rejects.toThrow(
      '1.5.0 was started but did not become healthy: needs schema revision 2, the database has 1',
    );
    await deploy(shop.settings, '1.4.0');
    expect(await shop.fingerprint()).toEqual(before);
  });

  test('an unknown version changes nothing', async () => {
    const running = service();
    expect(await shop.command(['deploy.ts', '9.9'])).toEqual({
      code: 1,
      output: '',
      errorOutput: 'there is no release 9.9: known are 1.4.0, 1.5.0\n',
    });
    expect(await shop.command(['deploy.ts', '../../elsewhere'])).toMatchObject({ code: 1 });
    expect(service()).toEqual(running);
  });

  test('two at once take turns, and the last one counts', async () => {
    await migrate(2);
    await Promise.all([deploy(shop.settings, '1.5.0'), deploy(shop.settings, '1.5.0')]);
    expect(await askHealth(shop.settings)).toMatchObject({ version: '1.5.0', status: 'healthy' });
  });

  test('says which version runs, and refuses to guess when it is not the one that should', async () => {
    expect(await shop.command(['deploy.ts', '--current'])).toMatchObject({ code: 0, output: 'version 1.4.0\n' });
    switchTo(shop.settings.state, '1.5.0');
    expect(await shop.command(['deploy.ts', '--current'])).toMatchObject({
      code: 1,
      errorOutput: '1.4.0 answers, but 1.5.0 is the current one\n',
    });
  });
});

describe('the processes', () => {
  test('a pid that was given to another process is left alone', async () => {
    const file = join(shop.settings.state, 'service.pid');
    const ours = readFileSync(file, 'utf8');
    writeFileSync(file, JSON.stringify({ pid: process.pid, token: 'not-on-our-command-line' }));
    expect(await stopBackground(shop.settings.state, 'service')).toBe(false);
    writeFileSync(file, ours);
    expect(service()).toBeDefined();
  });

  test('a port that another program has is told', async () => {
    await stopBackground(shop.settings.state, 'service');
    const other = createServer().listen(shop.settings.ports.service, '127.0.0.1');
    await once(other, 'listening');
    await expect(deploy(shop.settings, '1.4.0')).rejects.toThrow(`port ${shop.settings.ports.service} is taken by another program`);
    other.close();
    await once(other, 'close');
  });

  test('the shop comes back after its processes were killed, with all it had', async () => {
    await Promise.all([kill('service'), kill('database')]);
    await bringUp(shop.settings);
    expect(await shop.fingerprint()).toEqual(before);
  });

  test("a shop that starts does not touch the database of the caller's environment", async () => {
    const foreign = { DATABASE_URL: 'postgres://postgres@127.0.0.1:1/foreign', BASE_URL: 'http://127.0.0.1:1' };
    const { code, output } = await shop.command(['shop.ts', 'up', '--fresh'], foreign);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ databaseUrl: shop.settings.databaseUrl, started: [] });
  });

  test('a port that is taken is not waited for: another one is chosen, and the checklist says so', async () => {
    await takeDown(shop.settings.state);
    const other = createServer().listen(shop.settings.ports.service, '127.0.0.1');
    await once(other, 'listening');
    const { baseUrl, checklist } = await bringUp(shop.settings);
    expect(baseUrl).not.toBe(shop.settings.baseUrl);
    expect(readFileSync(checklist, 'utf8')).toContain(`BASE_URL: ${baseUrl}`);
    other.close();
    await once(other, 'close');
    await takeDown(shop.settings.state);
    expect(await bringUp(shop.settings)).toMatchObject({ baseUrl: shop.settings.baseUrl });
  });

  test('shops that start in the same moment, wanting the same ports, do not get in the way of each other', async () => {
    await takeDown(shop.settings.state);
    const states = ['one', 'two', 'three'].map((name) => join(shop.directory, name));
    try {
      const shops = await Promise.all(states.map((state) => bringUp({ ...shop.settings, state, orders: 10 })));
      const health = await Promise.all(shops.map(async ({ baseUrl }) => (await fetch(`${baseUrl}/health`)).status));
      expect(health).toEqual([200, 200, 200]);
      expect(new Set(shops.flatMap(({ baseUrl, databaseUrl }) => [baseUrl, databaseUrl])).size).toBe(6);
    } finally {
      await Promise.all(states.map(takeDown));
    }
    expect(await bringUp(shop.settings)).toMatchObject({ baseUrl: shop.settings.baseUrl });
  });

  test('a fresh start takes back what was deployed', async () => {
    await migrate(2);
    await deploy(shop.settings, '1.5.0');
    await takeDown(shop.settings.state);
    expect(await bringUp(shop.settings, { fresh: true })).toMatchObject({ version: '1.4.0', revision: 1, wasReset: true });
    expect(await shop.fingerprint()).toEqual(before);
    expect(await bringUp(shop.settings, { fresh: true })).toMatchObject({ wasReset: false, started: [] });
  });
});
