import type { Client } from 'pg';

const TABLES = ['alembic_version', 'training_config', 'training_metric'];
const ROWS_PER_STATEMENT = 1_000;

const inStatements = (table: string, rows: readonly string[]): string[] =>
  Array.from({ length: Math.ceil(rows.length / ROWS_PER_STATEMENT) }, (_, index) => {
    const part = rows.slice(index * ROWS_PER_STATEMENT, (index + 1) * ROWS_PER_STATEMENT);
    return `INSERT INTO ${table} VALUES\n${part.join(',\n')};`;
  });

/** One row a line, as a literal of SQL: `(1, 'bert-base', …)`. */
async function rowsOf(client: Client, table: string, columns: readonly string[]): Promise<string[]> {
  const literals = columns.map((column) => `quote_nullable(${column}::text)`).join(" || ', ' || ");
  const { rows } = await client.query<{ row: string }>(`SELECT '(' || ${literals} || ')' AS row FROM ${table} ORDER BY 1`);
  return rows.map(({ row }) => row);
}

async function dumpTable(client: Client, table: string): Promise<string> {
  const { rows: columns } = await client.query<{ name: string; definition: string }>(
    `SELECT attname AS name, attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END AS definition
     FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  const { rows: constraints } = await client.query<{ definition: string }>(
    `SELECT format('ALTER TABLE %I ADD CONSTRAINT %I %s;', $1::text, conname, pg_get_constraintdef(oid)) AS definition
     FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('p', 'f') ORDER BY contype DESC, conname`,
    [table],
  );
  const { rows: indices } = await client.query<{ definition: string }>(
    `SELECT indexdef || ';' AS definition FROM pg_indexes WHERE tablename = $1
     AND indexname NOT IN (SELECT conname FROM pg_constraint) ORDER BY indexname`,
    [table],
  );
  const names = columns.map(({ name }) => name);
  return [
    `DROP TABLE IF EXISTS ${table} CASCADE;`,
    `CREATE TABLE ${table} (${columns.map(({ definition }) => definition).join(', ')});`,
    ...inStatements(table, await rowsOf(client, table, names)),
    ...[...constraints, ...indices].map(({ definition }) => definition),
  ].join('\n');
}

/** The whole database as SQL that makes it again: the same database gives the same text. */
export async function dumpDatabase(client: Client): Promise<string> {
  const tables: string[] = [];
  for (const table of TABLES) tables.push(await dumpTable(client, table));
  return `--\n-- PostgreSQL database dump\n--\n\n${tables.join('\n\n')}\n\n--\n-- PostgreSQL database dump complete\n--\n`;
}
