import { isDeepStrictEqual } from 'node:util';
import type { Client } from 'pg';
import { type Manifest, readLines, readManifest, verifyBackup } from './backup.ts';
import { createTables, finishTables, readCatalog, type Table } from './catalog.ts';
import { inSnapshot, inTransaction } from './client.ts';
import { contentOf } from './rows.ts';

export type Restored = 'no finished backup' | 'already equal' | 'restored';

const schemaOf = ({ name, columns, key, constraints, indexes, sequences }: Table): Table => ({
  name,
  columns,
  key,
  constraints,
  indexes,
  sequences,
});

/** Whether the database holds exactly what the backup holds: structure, rows and sequences. */
async function differs(client: Client, { tables }: Manifest): Promise<string | undefined> {
  const present = await readCatalog(client);
  if (!isDeepStrictEqual(present.map(schemaOf), tables.map(schemaOf))) return 'the schema';
  for (const { content, ...table } of tables)
    if (!isDeepStrictEqual(await contentOf(client, table), content)) return `the content of ${table.name}`;
  return undefined;
}

/**
 * Puts the database back to what the backup holds, in one transaction: all or nothing. Looks first, so a database that is equal
 * already is left alone. Without a finished backup there is nothing to do: nothing that comes after a backup has run.
 */
export async function restore(client: Client, directory: string): Promise<Restored> {
  const manifest = await readManifest(directory);
  if (manifest === undefined) return 'no finished backup';
  await verifyBackup(directory, manifest);
  if ((await inSnapshot(client, () => differs(client, manifest))) === undefined) return 'already equal';
  await inTransaction(client, async () => {
    const present = await client.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
    for (const { name } of present.rows) await client.query(`DROP TABLE ${client.escapeIdentifier(name)} CASCADE`);
    for (const statement of createTables(client, manifest.tables)) await client.query(statement);
    for (const { name, file } of manifest.tables) {
      const table = client.escapeIdentifier(name);
      for await (const lines of readLines(directory, file))
        await client.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`, [
          `[${lines.join(',')}]`,
        ]);
    }
    for (const statement of finishTables(client, manifest.tables)) await client.query(statement);
    const difference = await differs(client, manifest);
    if (difference !== undefined) throw new Error(`${difference} differs from the backup after restoring it: nothing was changed`);
  });
  // After a crash, Postgres would otherwise skip numbers of the sequences that it had set aside.
  await client.query('CHECKPOINT');
  return 'restored';
}
