/** `node restore.ts`: puts the database back to the backup in $BACKUP_DIR. */
import { withDatabase } from './database/client.ts';
import { restore } from './database/restore.ts';
import { runCommand } from './run-command.ts';

const WORDS = {
  'no finished backup': 'there is no finished backup here: nothing came after it, nothing to restore',
  'already equal': 'the database equals the backup: nothing to restore',
  restored: 'the database was restored and equals the backup',
} as const;

await runCommand('BACKUP_DIR=DIRECTORY node restore.ts', async ([word], { databaseUrl }) => {
  const directory = process.env.BACKUP_DIR;
  if (!directory || word !== undefined) return undefined;
  return WORDS[await withDatabase(databaseUrl, (client) => restore(client, directory))];
});
