import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Client } from 'pg';
import { readCatalog, type Table } from './catalog.ts';
import { inSnapshot } from './client.ts';
import { currentRevision } from './migrations.ts';
import { type Content, createTally, readRows } from './rows.ts';

/** What a backup holds. Written last: a directory without one is a backup that was not finished. */
export interface Manifest {
  readonly format: 1;
  readonly revision: number;
  readonly tables: readonly (Table & { readonly content: Content; readonly file: string })[];
}

const manifestFile = (directory: string): string => join(directory, 'manifest.json');

/** The finished backup of a directory; undefined when there is none. */
export async function readManifest(directory: string): Promise<Manifest | undefined> {
  const file = manifestFile(directory);
  if (!existsSync(file)) return undefined;
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
  if (manifest.format !== 1) throw new Error(`${file} is of format ${manifest.format}, expected 1`);
  return manifest;
}

async function writeDurably(file: string, write: (append: (text: string) => Promise<unknown>) => Promise<void>): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await write((text) => handle.write(text));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes every table, as of one moment, and reads the files back. A finished backup is checked and kept as it is. */
export async function backUp(client: Client, directory: string): Promise<Manifest> {
  const finished = await readManifest(directory);
  if (finished !== undefined) {
    await verifyBackup(directory, finished);
    return finished;
  }
  await mkdir(directory, { recursive: true });
  const manifest = await inSnapshot(client, async (): Promise<Manifest> => {
    const tables: Manifest['tables'][number][] = [];
    for (const table of await readCatalog(client)) {
      const file = `${table.name}.jsonl`;
      const tally = createTally();
      await writeDurably(join(directory, file), async (append) => {
        for await (const lines of readRows(client, table)) await append(tally.add(lines));
      });
      const content = tally.total();
      const { rows } = await client.query<{ count: number }>(
        `SELECT count(*)::integer AS count FROM ${client.escapeIdentifier(table.name)}`,
      );
      if (rows[0]?.count !== content.rows) throw new Error(`${table.name} has ${rows[0]?.count} rows, but ${content.rows} were written`);
      tables.push({ ...table, file, content });
    }
    return { format: 1, revision: await currentRevision(client), tables };
  });
  await verifyBackup(directory, manifest);
  const unfinished = `${manifestFile(directory)}.unfinished`;
  await rm(unfinished, { force: true });
  await writeDurably(unfinished, async (append) => void (await append(`${JSON.stringify(manifest, undefined, 2)}\n`)));
  await rename(unfinished, manifestFile(directory));
  return manifest;
}

/** The lines of a table's file, a few thousand at a time. */
export async function* readLines(directory: string, file: string): AsyncGenerator<readonly string[]> {
  const input = createReadStream(join(directory, file), 'utf8');
  let lines: string[] = [];
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    lines.push(line);
    if (lines.length === 1_000) {
      yield lines;
      lines = [];
    }
  }
  if (lines.length > 0) yield lines;
}

/** Reads the files again and compares rows and checksums with the manifest. */
export async function verifyBackup(directory: string, { tables }: Manifest): Promise<void> {
  for (const { name, file, content } of tables) {
    const tally = createTally();
    for await (const bytes of createReadStream(join(directory, file)) as AsyncIterable<Buffer>) tally.addBytes(bytes);
    const read = tally.total();
    if (read.rows !== content.rows || read.sha256 !== content.sha256)
      throw new Error(
        `the backup of ${name} is damaged: ${read.rows} rows, SHA-256 ${read.sha256}; expected ${content.rows}, ${content.sha256}`,
      );
  }
}

/** `orders 100000 rows, products 800 rows`. */
export const contentsOf = ({ tables }: Manifest): string => tables.map(({ name, content }) => `${name} ${content.rows} rows`).join(', ');
