/** `flask db current | heads | upgrade | downgrade REVISION | check`, on the database of $DATABASE_URL and the migrations of the work tree. */
import type { Client } from 'pg';
import { inTransaction, withDatabase } from '../../../examples/shop/database/client.ts';
import { declaredIndices, type Revision, readRevisions } from './alembic.ts';

const [, , group, command, revision] = process.argv;
const repository = process.cwd();
const revisions = readRevisions(repository);
const head = revisions.at(-1)?.id;

const currentRevision = async (client: Client): Promise<string> => {
  const { rows } = await client.query<{ version_num: string }>('SELECT version_num FROM alembic_version');
  return rows[0]?.version_num ?? '';
};

async function run(client: Client, statements: readonly string[], becomes: string): Promise<void> {
  await inTransaction(client, async () => {
    for (const statement of statements) await client.query(statement);
    await client.query('UPDATE alembic_version SET version_num = $1', [becomes]);
  });
}

const place = (id: string | undefined): number => {
  const index = revisions.findIndex((each: Revision) => each.id === id);
  if (index === -1) throw new Error(`Can't locate revision identified by '${id}'`);
  return index;
};

async function upgrade(client: Client): Promise<void> {
  for (const { id, upgrade: statements } of revisions.slice(place(await currentRevision(client)) + 1)) {
    await run(client, statements, id);
    console.log(`INFO  [alembic.runtime.migration] Running upgrade -> ${id}`);
  }
}

async function downgrade(client: Client, to: string | undefined): Promise<void> {
  const current = place(await currentRevision(client));
  for (const { id, down, downgrade: statements } of revisions.slice(place(to) + 1, current + 1).toReversed()) {
    await run(client, statements, down ?? '');
    console.log(`INFO  [alembic.runtime.migration] Running downgrade ${id} -> ${down}`);
  }
}

async function check(client: Client): Promise<void> {
  const { rows } = await client.query<{ indexname: string }>("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'ix%'");
  const missing = declaredIndices(repository).filter((name) => !rows.some(({ indexname }) => indexname === name));
  if (missing.length > 0) throw new Error(`New upgrade operations detected: ${missing.map((name) => `add_index ${name}`).join(', ')}`);
  console.log('No new upgrade operations detected.');
}

try {
  await withDatabase(process.env.DATABASE_URL ?? '', async (client) => {
    const words = `${group} ${command}`;
    if (words === 'db current') {
      const current = await currentRevision(client);
      console.log(`${current}${current === head ? ' (head)' : ''}`);
    } else if (words === 'db upgrade') await upgrade(client);
    else if (words === 'db downgrade') await downgrade(client, revision);
    else if (words === 'db check') await check(client);
    else throw new Error(`No such command '${words}'.`);
  });
} catch (error) {
  console.error(`ERROR [flask_migrate] Error: ${(error as Error).message}`);
  process.exitCode = 1;
}
