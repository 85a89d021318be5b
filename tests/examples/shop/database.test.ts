import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { withDatabase } from '../../../examples/shop/database/client.ts';
import { type TemporaryShop, temporaryShop } from './temporary-shop.ts';

let shop: TemporaryShop;
beforeAll(async () => {
  shop = await temporaryShop();
});
afterAll(() => shop.remove());

const ask = <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> =>
  withDatabase(shop.settings.databaseUrl, async (client) => (await client.query<T>(sql, values)).rows);

describe("the shop's database", () => {
  test('holds the same orders in every new shop', async () => {
    const [totals] = await ask(
      "SELECT count(*)::integer AS orders, sum(total_cents)::text AS cents, md5(string_agg(o::text, ',' ORDER BY id)) AS md5 FROM orders AS o",
    );
    expect(totals).toEqual({ orders: 2_000, cents: '30944100', md5: '79535ae78dce575ceb4e5676b1c65a4b' });
  });

  test('serves many clients at once without mixing their transactions, settings and parameters', async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    const seen = await Promise.all(
      numbers.map((number) =>
        withDatabase(shop.settings.databaseUrl, async (client) => {
          await client.query('BEGIN');
          await client.query("SELECT set_config('shop.number', $1, false)", [String(number)]);
          await client.query('CREATE TEMP TABLE mine AS SELECT $1::integer AS number', [number]);
          const { rows } = await client.query(
            "SELECT number, current_setting('shop.number')::integer AS setting, $1::integer AS parameter FROM mine",
            [number],
          );
          await client.query('COMMIT');
          return rows;
        }),
      ),
    );
    expect(seen).toEqual(numbers.map((number) => [{ number, setting: number, parameter: number }]));
    expect(await ask("SELECT current_setting('shop.number', true) AS left, to_regclass('pg_temp.mine') AS tables")).toEqual([
      { left: '', tables: null },
    ]);
  });

  test('goes on after a statement that fails, in the same session', async () => {
    await withDatabase(shop.settings.databaseUrl, async (client) => {
      await expect(client.query('SELECT $1::integer / 0', [1])).rejects.toThrow('division by zero');
      await expect(client.query('SELECT * FROM nowhere')).rejects.toThrow('relation "nowhere" does not exist');
      expect((await client.query('SELECT $1::text AS word', ['still here'])).rows).toEqual([{ word: 'still here' }]);
    });
  });

  test('takes back what a client left undone when its connection broke', async () => {
    const client = new pg.Client(shop.settings.databaseUrl);
    client.on('error', () => undefined);
    await client.connect();
    await client.query('BEGIN');
    await client.query("UPDATE orders SET status = 'lost'");
    const stream = (client as unknown as { connection: { stream: import('node:net').Socket } }).connection.stream;
    stream.destroy();
    expect(await ask("SELECT count(*)::integer AS lost FROM orders WHERE status = 'lost'")).toEqual([{ lost: 0 }]);
  });

  test('does not let a silent client keep others waiting', async () => {
    const silent = new pg.Client(shop.settings.databaseUrl);
    const told = once(silent, 'error');
    // The broken connection is told as an error of its own.
    silent.on('error', () => undefined);
    await silent.connect();
    expect(await ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await told)[0]).toMatchObject({ code: '57P05', message: expect.stringContaining('idle-session timeout') });
  });

  test('refuses encryption plainly and hangs up on what is not Postgres', async () => {
    const encrypted = connect(shop.settings.ports.database, '127.0.0.1');
    encrypted.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]));
    const [answer] = await once(encrypted, 'data');
    expect(String(answer)).toBe('N');
    encrypted.destroy();

    const stranger = connect(shop.settings.ports.database, '127.0.0.1');
    stranger.on('error', () => undefined);
    stranger.write('GET / HTTP/1.1\r\n\r\n');
    await once(stranger, 'close');
    expect(await ask('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
