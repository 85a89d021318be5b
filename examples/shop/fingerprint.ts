/** `node fingerprint.ts`: everything that a rollback must bring back, as JSON: two shops are equal when their fingerprints are. */
import { readCatalog } from './database/catalog.ts';
import { inSnapshot, withDatabase } from './database/client.ts';
import { currentRevision } from './database/migrations.ts';
import { contentOf } from './database/rows.ts';
import { currentVersion } from './releases.ts';
import { runCommand } from './run-command.ts';

const PAGES = ['/health', '/orders?since=2025-12-25', '/reports/daily'];

await runCommand('node fingerprint.ts', async (_, { state, baseUrl, databaseUrl }) => {
  const database = await withDatabase(databaseUrl, (client) =>
    inSnapshot(client, async () => {
      const tables = [];
      for (const table of await readCatalog(client)) tables.push({ ...table, content: await contentOf(client, table) });
      return { revision: await currentRevision(client), tables };
    }),
  );
  const answers: Record<string, unknown> = {};
  for (const page of PAGES) {
    const response = await fetch(`${baseUrl}${page}`, { headers: { connection: 'close' } });
    answers[page] = { status: response.status, body: await response.text() };
  }
  return JSON.stringify({ version: currentVersion(state), ...database, answers }, undefined, 2);
});
