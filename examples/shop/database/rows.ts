import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import type { Table } from './catalog.ts';

const PAGE = 250;

/** A table's content: how many rows, and the SHA-256 of its lines. */
export interface Content {
  readonly rows: number;
  readonly sha256: string;
}

/**
 * All rows in the order of the key, each one line of JSON that Postgres wrote (and reads back without loss). Must run inside a
 * transaction. Small pages keep the memory small on both sides.
 */
export async function* readRows(client: Client, table: Table): AsyncGenerator<readonly string[]> {
  const from = client.escapeIdentifier(table.name);
  const order =
    table.key.length === 0 ? 'to_json(t)::text COLLATE "C"' : table.key.map((column) => client.escapeIdentifier(column)).join(', ');
  await client.query(`DECLARE page NO SCROLL CURSOR FOR SELECT to_json(t)::text AS line FROM ${from} AS t ORDER BY ${order}`);
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`FETCH ${PAGE} FROM page`);
    if (rows.length > 0) yield rows.map(({ line }) => line);
    if (rows.length < PAGE) break;
  }
  await client.query('CLOSE page');
}

/** Counts and hashes lines as they pass: as they are written, or in the bytes of a file. */
export function createTally(): { add(lines: readonly string[]): string; addBytes(bytes: Buffer): void; total(): Content } {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add: (lines) => {
      const text = `${lines.join('\n')}\n`;
      hash.update(text);
      rows += lines.length;
      return text;
    },
    addBytes: (bytes) => {
      hash.update(bytes);
      for (let end = bytes.indexOf('\n'); end !== -1; end = bytes.indexOf('\n', end + 1)) rows++;
    },
    total: () => ({ rows, sha256: hash.copy().digest('hex') }),
  };
}

export async function contentOf(client: Client, table: Table): Promise<Content> {
  const tally = createTally();
  for await (const lines of readRows(client, table)) tally.add(lines);
  return tally.total();
}
