import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProbeContext } from '../../../lib/probes/observation.ts';
import { runSql } from '../../../lib/probes/sql/run.ts';
import { serveHttp, serveRaw, stopServing } from '../http/loopback-server.ts';
import { contextWith, seen, unableReason } from '../probe-context.ts';
import { refusingDatabase, silentDatabase, stoppingDatabase } from './wire-server.ts';

let db: PGlite;
let server: PGLiteSocketServer;
let url = '';

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

beforeAll(async () => {
  db = await PGlite.create();
  await db.exec(`
    CREATE TABLE orders (id int PRIMARY KEY, customer text, total numeric, at timestamptz);
    INSERT INTO orders SELECT n, 'customer ' || n, n * 1.5, '2026-01-01T00:00:00Z' FROM generate_series(1, 3000) n;
    ANALYZE orders;
  `);
  const port = await freePort();
  server = new PGLiteSocketServer({ db, port, maxConnections: 10 });
  await server.start();
  url = `postgres://postgres:not-checked-here@127.0.0.1:${port}/postgres?sslmode=disable`;
});
afterAll(async () => {
  await server.stop();
  await db.close();
});
afterEach(stopServing);

const ask = (query: string, values: Record<string, string> = {}, more: Partial<ProbeContext> = {}) =>
  runSql({ kind: 'sql', query }, contextWith({ values: { DATABASE_URL: url, ...values }, ...more }));
const act = (query: string, values: Record<string, string> = {}) => ask(query, values, { readOnly: false });

describe('what a statement gives', () => {
  test('is seen as rows of JSON, counted', async () => {
    const observation = seen(await ask('SELECT id, total, at FROM orders ORDER BY id LIMIT 2'));
    expect(observation.json).toEqual([
      { id: 1, total: 1.5, at: '2026-01-01 00:00:00+00' },
      { id: 2, total: 3, at: '2026-01-01 00:00:00+00' },
    ]);
    expect(JSON.parse(observation.output)).toEqual(observation.json);
    expect(observation).toMatchObject({ rows: 2, summary: '2 rows' });
  });

  test('with numbers that fit is exact, and with others is text', async () => {
    const query =
      "SELECT 42::int8 AS small, 9007199254740993::int8 AS big, 0.1::numeric AS part, 1.00000000000000000001::numeric AS long, 'NaN'::float8 AS none";
    expect(seen(await ask(query)).json).toEqual([
      { small: 42, big: '9007199254740993', part: 0.1, long: '1.00000000000000000001', none: 'NaN' },
    ]);
  });

  test('in a single column is seen as lines', async () => {
    expect(seen(await ask('SELECT customer FROM orders ORDER BY id LIMIT 2')).output).toBe('customer 1\ncustomer 2');
    expect(seen(await ask('SELECT count(*) FROM orders')).output).toBe('3000');
  });

  test('as a plan is seen as its lines, or as data', async () => {
    expect(seen(await ask('EXPLAIN SELECT * FROM orders WHERE id = $ID', { ID: '7' })).output).toMatch(/Index Scan[\s\S]*\n.*Index Cond/);
    const plan = seen(await ask('EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM orders'));
    expect(plan).toMatchObject({ json: [{ 'Execution Time': expect.any(Number) }], summary: 'a query plan' });
  });

  test('beyond 1,000 rows is counted, not kept', async () => {
    const observation = seen(await ask('SELECT id, customer FROM orders'));
    expect(observation).toMatchObject({ rows: 3000, truncated: true });
    expect(observation.json).toHaveLength(1_000);
  });

  test('beyond 1 MB is counted, not kept', async () => {
    const observation = seen(await ask("SELECT n, repeat('x', 100000) FROM generate_series(1, 30) n"));
    expect(observation).toMatchObject({ rows: 30, truncated: true });
    expect(observation.output.length).toBeLessThan(1_100_000);
  });
});

describe('a name in a statement', () => {
  test('is bound, never spliced', async () => {
    const evil = "1' OR '1'='1";
    expect(seen(await ask('SELECT id FROM orders WHERE customer = $NAME', { NAME: evil })).rows).toBe(0);
    const braced = `SELECT \${NAME} AS a, $NAME AS b`;
    expect(seen(await ask(braced, { NAME: evil })).json).toEqual([{ a: evil, b: evil }]);
  });

  test('takes the type of its place', async () => {
    expect(seen(await ask('SELECT customer FROM orders WHERE id = $ID', { ID: '7' })).output).toBe('customer 7');
  });

  test('that has no value is not sent', async () => {
    expect(unableReason(await ask('SELECT $NAME'))).toMatch(/^\$NAME is not set/);
    expect(unableReason(await runSql({ kind: 'sql', query: 'SELECT 1' }, contextWith()))).toMatch(/^\$DATABASE_URL is not set/);
  });
});

describe('a check', () => {
  test('cannot change anything', async () => {
    expect(unableReason(await ask('DELETE FROM orders'))).toMatch(/^a check only looks/);
    expect(unableReason(await ask('WITH gone AS (DELETE FROM orders RETURNING 1) SELECT count(*) FROM gone'))).toMatch(
      /^a check only looks/,
    );
    expect(seen(await ask('SELECT count(*) FROM orders')).output).toBe('3000');
  });

  test('cannot end its transaction and go on', async () => {
    expect(unableReason(await ask('COMMIT; DELETE FROM orders'))).toContain('cannot insert multiple commands');
    expect(seen(await ask('SELECT count(*) FROM orders')).output).toBe('3000');
  });

  test('may end with a semicolon', async () => {
    expect(seen(await ask('SELECT 1;')).output).toBe('1');
  });

  test('of nothing but a comment cannot be told', async () => {
    expect(unableReason(await ask('-- nothing'))).toContain('the statement is empty');
  });
});

describe('an action', () => {
  test('is committed', async () => {
    expect(seen(await act('CREATE TABLE notes (text text)'))).toMatchObject({ summary: 'CREATE done' });
    expect(seen(await act('INSERT INTO notes VALUES ($TEXT)', { TEXT: 'hello' }))).toMatchObject({ rows: 1, summary: 'INSERT 1 row' });
    expect(seen(await ask('SELECT text FROM notes')).output).toBe('hello');
  });

  test('that needs to be alone runs outside a transaction', async () => {
    expect(seen(await act('VACUUM orders')).summary).toBe('VACUUM done');
  });
});

describe('a database that does not answer', () => {
  const askAt = (address: string, more: Partial<ProbeContext> = {}) =>
    runSql({ kind: 'sql', query: 'SELECT 1' }, contextWith({ values: { DATABASE_URL: address }, ...more }));
  const withPassword = (address: string): string => `${address.replace('://', '://shop:hunter22@')}/orders`;

  test('because the password is wrong says so without the password', async () => {
    const address = await refusingDatabase('28P01', 'password authentication failed for user "shop"');
    const reason = unableReason(await askAt(withPassword(address)));
    expect(reason).toMatch(
      /does not let us in: password authentication failed for user "shop" \(28P01\): check user and password in \$DATABASE_URL$/,
    );
    expect(reason).not.toContain('hunter22');
  });

  test('because it does not exist says so', async () => {
    const reason = unableReason(await askAt(withPassword(await refusingDatabase('3D000', 'database "orders" does not exist'))));
    expect(reason).toMatch(/^database "orders" does not exist on 127\.0\.0\.1:\d+ \(3D000\)/);
  });

  test('because nothing listens says so', async () => {
    expect(unableReason(await askAt('postgres://shop:hunter22@127.0.0.1:9/orders'))).toMatch(
      /^the database at 127\.0\.0\.1:9 refuses connections/,
    );
  });

  test('because its name is not known says so', async () => {
    expect(unableReason(await askAt('postgres://shop:hunter22@db.invalid/orders'))).toMatch(
      /^the host name of the database at db\.invalid/,
    );
  });

  test('because the address is none says so without the address', async () => {
    for (const address of ['hunter22', 'mysql://shop:hunter22@127.0.0.1/orders', 'postgres://shop:hunter22@[/orders', '']) {
      expect(unableReason(await askAt(address))).toMatch(/^\$DATABASE_URL is not the address of a Postgres database/);
    }
  });

  test('because it is something else says so', async () => {
    const address = (await serveHttp((_, response) => response.end())).replace('http', 'postgres');
    expect(unableReason(await askAt(withPassword(address)))).toContain('127.0.0.1');
  });

  test('and takes connections only is left at the timeout', async () => {
    const address = await serveRaw('postgres', () => undefined);
    expect(unableReason(await askAt(withPassword(address), { timeoutMs: 100 }))).toMatch(
      /^timed out after 100 ms while waiting for the database/,
    );
  });

  test('because someone stopped the statement is not told as a timeout', async () => {
    const address = await stoppingDatabase('57014', 'canceling statement due to user request');
    expect(unableReason(await askAt(withPassword(address)))).toBe(
      'the database refuses the statement: canceling statement due to user request (57014)',
    );
  });

  test('to the statement is asked to stop it at the timeout', async () => {
    const { address, cancelled } = await silentDatabase();
    const reason = unableReason(await askAt(withPassword(address), { timeoutMs: 200 }));
    expect(reason).toMatch(/^timed out after 200 ms/);
    expect(cancelled).toEqual([4_711]);
  });
});

test('a wrong statement is told with its place in the text as it was written', async () => {
  const reason = unableReason(await ask('SELECT $LONG_NAME,\n  x FRM orders', { LONG_NAME: 'a' }));
  expect(reason).toMatch(
    /^the database refuses the statement at line 2, column 9, near "orders": syntax error at or near "orders" \(42601\)/,
  );
  expect(unableReason(await ask('SELECT missing FROM orders'))).toContain(
    'at line 1, column 8, near "missing": column "missing" does not exist',
  );
});
