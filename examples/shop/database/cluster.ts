import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dataDir } from '@electric-sql/pglite-prepopulatedfs';

/**
 * Unpacks an empty database cluster, unless there is one. PGlite can make one itself, but needs 500 MB to do it, as it keeps a copy
 * of its whole memory for each step of initdb.
 */
export async function prepareCluster(directory: string): Promise<void> {
  if (existsSync(directory)) return;
  const unfinished = `${directory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  // -o: the files belong to whoever unpacks them.
  const tar = spawn('tar', ['-x', '-z', '-o', '-C', unfinished], { stdio: ['pipe', 'ignore', 'pipe'] });
  let complaint = '';
  tar.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const closed = once(tar, 'close');
  const archive = await dataDir();
  await pipeline(Readable.fromWeb(archive.stream()), tar.stdin);
  const [code] = (await closed) as [number | null];
  if (code !== 0) throw new Error(`the empty database could not be unpacked: ${complaint.trim()}`);
  renameSync(unfinished, directory);
}
