import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { SHOP } from '../settings.ts';
import { inTransaction } from './client.ts';

interface Migration {
  readonly revision: number;
  readonly name: string;
  readonly up: string;
  readonly down: string;
}

const FILE = /^(\d{4})_(\w+)\.up\.sql$/;
const DIRECTORY = join(SHOP, 'migrations');

/** All migrations, oldest first. */
export function readMigrations(directory: string = DIRECTORY): readonly Migration[] {
  return readdirSync(directory)
    .toSorted()
    .flatMap((file) => {
      const [, number, name] = FILE.exec(file) ?? [];
      if (number === undefined || name === undefined) return [];
      const sql = (direction: string): string => readFileSync(join(directory, `${number}_${name}.${direction}.sql`), 'utf8');
      return [{ revision: Number(number), name, up: sql('up'), down: sql('down') }];
    });
}

/** The newest migration that the database has; 0 for an empty one. */
export async function currentRevision(client: Client): Promise<number> {
  const table = await client.query("SELECT to_regclass('public.schema_migrations') AS name");
  if (table.rows[0]?.name === null) return 0;
  const { rows } = await client.query<{ revision: number }>('SELECT coalesce(max(revision), 0) AS revision FROM schema_migrations');
  return rows[0]?.revision ?? 0;
}

/**
 * Brings the schema to a revision, up or down: one transaction for each migration, so an interruption leaves a whole revision.
 * Does nothing when it is there already. Returns what it did, a line for each migration.
 */
export async function migrateTo(client: Client, target: number, migrations = readMigrations()): Promise<readonly string[]> {
  const newest = migrations.at(-1)?.revision ?? 0;
  if (target > newest) throw new Error(`there is no revision ${target}: the newest is ${newest}`);
  await client.query('CREATE TABLE IF NOT EXISTS schema_migrations (revision integer PRIMARY KEY, name text NOT NULL)');
  const { rows } = await client.query<{ revision: number }>('SELECT revision FROM schema_migrations');
  const applied = new Set(rows.map(({ revision }) => revision));
  const done: string[] = [];
  for (const { revision, name, up } of migrations.filter((each) => each.revision <= target && !applied.has(each.revision))) {
    await inTransaction(client, async () => {
      await client.query(up);
      await client.query('INSERT INTO schema_migrations (revision, name) VALUES ($1, $2)', [revision, name]);
    });
    done.push(`applied ${revision} ${name}`);
  }
  for (const { revision, name, down } of migrations.filter((each) => each.revision > target && applied.has(each.revision)).reverse()) {
    await inTransaction(client, async () => {
      await client.query(down);
      await client.query('DELETE FROM schema_migrations WHERE revision = $1', [revision]);
    });
    done.push(`took back ${revision} ${name}`);
  }
  return done;
}
