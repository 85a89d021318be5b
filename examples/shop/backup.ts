/** `node backup.ts [--verify]`: writes the whole database to $BACKUP_DIR, or reads again what was written there. */
import { backUp, contentsOf, type Manifest, readManifest, verifyBackup } from './database/backup.ts';
import { withDatabase } from './database/client.ts';
import { runCommand } from './run-command.ts';

async function verified(directory: string): Promise<Manifest> {
  const manifest = await readManifest(directory);
  if (manifest === undefined) throw new Error(`there is no finished backup in ${directory}`);
  await verifyBackup(directory, manifest);
  return manifest;
}

await runCommand('BACKUP_DIR=DIRECTORY node backup.ts [--verify]', async ([option], { databaseUrl }) => {
  const directory = process.env.BACKUP_DIR;
  if (!directory || (option !== undefined && option !== '--verify')) return undefined;
  if (option === '--verify') return `intact: ${contentsOf(await verified(directory))}`;
  const manifest = await withDatabase(databaseUrl, (client) => backUp(client, directory));
  return `backed up revision ${manifest.revision}: ${contentsOf(manifest)}; read back and compared`;
});
