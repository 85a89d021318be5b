import { existsSync } from 'node:fs';
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { backUp } from '../../../examples/shop/database/backup.ts';
import { withDatabase } from '../../../examples/shop/database/client.ts';
import { currentRevision, migrateTo } from '../../../examples/shop/database/migrations.ts';
import { restore } from '../../../examples/shop/database/restore.ts';
import { type TemporaryShop, temporaryShop } from './temporary-shop.ts';

let shop: TemporaryShop;
let pristine: string;
let before: unknown;
let backup: string;
let number = 0;

const inShop = <T>(work: (client: Client) => Promise<T>): Promise<T> => withDatabase(shop.settings.databaseUrl, work);

beforeAll(async () => {
  shop = await temporaryShop();
  pristine = join(shop.directory, 'pristine');
  await inShop((client) => backUp(client, pristine));
  before = await shop.fingerprint();
});
beforeEach(() => {
  number += 1;
  backup = join(shop.directory, `backup-${number}`);
});
afterEach(() => inShop((client) => restore(client, pristine)));
afterAll(() => shop.remove());

describe('restoring a backup', () => {
  test('after a migration gives the same shop', async () => {
    await inShop((client) => backUp(client, backup));
    await inShop((client) => migrateTo(client, 2));
    expect(await shop.fingerprint()).not.toEqual(before);
    expect(await inShop((client) => restore(client, backup))).toBe('restored');
    expect(await shop.fingerprint()).toEqual(before);
  });

  test.each([
    ['rows were lost', 'DELETE FROM orders WHERE id % 3 = 0'],
    ['rows were changed', "UPDATE orders SET note = 'changed' WHERE id = 7"],
    ['rows were added', "INSERT INTO products VALUES ('SKU-X', 'A mug', 1)"],
    ['a table was lost', 'DROP TABLE orders'],
    ['a column was added', 'ALTER TABLE orders ADD COLUMN gift boolean NOT NULL DEFAULT false'],
    ['a constraint was lost', 'ALTER TABLE orders DROP CONSTRAINT orders_sku_fkey'],
    ['a table was added', 'CREATE TABLE extra (id integer)'],
    ['the next number was used', "SELECT nextval('orders_id_seq')"],
  ])('when %s gives the same shop', async (_, harm) => {
    await inShop((client) => backUp(client, backup));
    await inShop((client) => client.query(harm));
    expect(await inShop((client) => restore(client, backup))).toBe('restored');
    expect(await shop.fingerprint()).toEqual(before);
  });

  test('twice is harmless: the second time nothing is touched', async () => {
    await inShop((client) => backUp(client, backup));
    await inShop((client) => client.query('DELETE FROM orders'));
    expect(await inShop((client) => restore(client, backup))).toBe('restored');
    expect(await inShop((client) => restore(client, backup))).toBe('already equal');
  });

  test('that was never made, or not finished, changes nothing', async () => {
    expect(await inShop((client) => restore(client, backup))).toBe('no finished backup');
    await mkdir(backup);
    await writeFile(join(backup, 'orders.jsonl'), '{"id":1');
    expect(await inShop((client) => restore(client, backup))).toBe('no finished backup');
    expect(await shop.fingerprint()).toEqual(before);
  });

  test('that is damaged is refused, and the database stays as it is', async () => {
    await inShop((client) => backUp(client, backup));
    await appendFile(join(backup, 'orders.jsonl'), '{"id":999999}\n');
    await inShop((client) => client.query('DELETE FROM orders WHERE id = 1'));
    await expect(inShop((client) => restore(client, backup))).rejects.toThrow(/backup of orders is damaged: 2001 rows/);
    const { rows } = await inShop((client) => client.query('SELECT count(*)::integer AS orders FROM orders'));
    expect(rows).toEqual([{ orders: 1_999 }]);
  });

  test('that lacks a file is refused', async () => {
    await inShop((client) => backUp(client, backup));
    await rename(join(backup, 'products.jsonl'), join(backup, 'elsewhere'));
    await expect(inShop((client) => restore(client, backup))).rejects.toThrow(/ENOENT.*products\.jsonl/);
    expect(await shop.fingerprint()).toEqual(before);
  });
});

describe('making a backup', () => {
  test('a second time keeps the first one, whatever happened to the database since', async () => {
    const first = await inShop((client) => backUp(client, backup));
    await inShop((client) => client.query('DELETE FROM orders'));
    expect(await inShop((client) => backUp(client, backup))).toEqual(first);
  });

  test('of a database with things it does not know fails instead of leaving them out', async () => {
    await inShop((client) => client.query('CREATE VIEW recent AS SELECT * FROM orders'));
    await expect(inShop((client) => backUp(client, backup))).rejects.toThrow('a backup would leave out view recent');
    expect(existsSync(join(backup, 'manifest.json'))).toBe(false);
    await inShop((client) => client.query('DROP VIEW recent'));
  });
});

describe('the commands of the checklist', () => {
  test('back up, check, migrate, take back and restore', async () => {
    const environment = { BACKUP_DIR: backup };
    expect(await shop.command(['migrate.ts', 'current'])).toMatchObject({ code: 0, output: 'revision 1\n' });
    expect(await shop.command(['backup.ts', '--verify'], environment)).toMatchObject({ code: 1 });
    expect(await shop.command(['backup.ts'], environment)).toMatchObject({ code: 0, output: expect.stringContaining('orders 2000 rows') });
    expect(await shop.command(['backup.ts', '--verify'], environment)).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^intact: orders 2000 rows/),
    });
    expect(await shop.command(['migrate.ts', 'up'])).toMatchObject({ output: 'applied 2 add_order_date_index\nrevision 2\n' });
    expect(await shop.command(['migrate.ts', 'up'])).toMatchObject({ code: 0, output: 'revision 2\n' });
    expect(await shop.command(['migrate.ts', 'to', '1'])).toMatchObject({ output: 'took back 2 add_order_date_index\nrevision 1\n' });
    expect(await shop.command(['migrate.ts', 'to', '1'])).toMatchObject({ code: 0, output: 'revision 1\n' });
    expect(await shop.command(['restore.ts'], environment)).toMatchObject({
      code: 0,
      output: expect.stringContaining('nothing to restore'),
    });
    expect(await shop.fingerprint()).toEqual(before);
  });

  test('say in a line what is wrong', async () => {
    expect(await shop.command(['migrate.ts', 'to', '7'])).toEqual({
      code: 1,
      output: '',
      errorOutput: 'there is no revision 7: the newest is 2\n',
    });
    expect(await shop.command(['migrate.ts', 'to', 'x'])).toMatchObject({ code: 2, errorOutput: expect.stringMatching(/^usage:/) });
    const unreachable = { DATABASE_URL: 'postgres://postgres@127.0.0.1:1/postgres' };
    expect(await shop.command(['migrate.ts', 'current'], unreachable)).toMatchObject({
      code: 1,
      errorOutput: expect.stringMatching(/^connect ECONNREFUSED.*\n$/),
    });
  });
});

test('a migration that fails leaves the revision before it, whole', async () => {
  const broken = [
    { revision: 1, name: 'create_orders', up: '', down: '' },
    { revision: 2, name: 'half', up: 'CREATE TABLE half (id integer); SELECT 1 / 0', down: '' },
  ];
  await expect(inShop((client) => migrateTo(client, 2, broken))).rejects.toThrow('division by zero');
  expect(await inShop(currentRevision)).toBe(1);
  expect(await shop.fingerprint()).toEqual(before);
});
