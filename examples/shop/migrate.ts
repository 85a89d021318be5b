/** `node migrate.ts up|down|current|to REVISION` */
import { withDatabase } from './database/client.ts';
import { currentRevision, migrateTo, readMigrations } from './database/migrations.ts';
import { runCommand } from './run-command.ts';

async function target(direction: string | undefined, revision: string | undefined, current: number): Promise<number | undefined> {
  const known = readMigrations().map((migration) => migration.revision);
  switch (direction) {
    case 'current':
      return current;
    case 'up':
      return known.at(-1) ?? 0;
    case 'down':
      return known.findLast((each) => each < current) ?? 0;
    case 'to':
      return revision !== undefined && /^\d{1,6}$/.test(revision) ? Number(revision) : undefined;
    default:
      return undefined;
  }
}

await runCommand('node migrate.ts up|down|current|to REVISION', ([direction, revision], settings) =>
  withDatabase(settings.databaseUrl, async (client) => {
    const wanted = await target(direction, revision, await currentRevision(client));
    if (wanted === undefined) return undefined;
    const done = direction === 'current' ? [] : await migrateTo(client, wanted);
    return [...done, `revision ${await currentRevision(client)}`].join('\n');
  }),
);
