import { once } from 'node:events';
import type pg from 'pg';
import { keepRows, type Row } from './rows.ts';
import { jsonTypes } from './types.ts';

/** What a statement gave. */
export interface StatementResult {
  /** The kind of statement, as the server says: `SELECT`, `UPDATE`; null for an empty one. */
  readonly command: string | null;
  /** Rows given or changed; undefined for statements that have none. */
  readonly rowCount: number | undefined;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly truncated: boolean;
}

/** Runs one statement and keeps its first rows; the others are counted and dropped as they come. Throws what the server says. */
export async function runStatement(
  driver: typeof pg,
  client: pg.Client,
  { text, parameters }: { readonly text: string; readonly parameters: readonly string[] },
): Promise<StatementResult> {
  const rows = keepRows();
  // The extended protocol takes exactly one statement, also where there are no parameters.
  const config = { text, values: [...parameters], types: jsonTypes(driver.types), queryMode: 'extended' };
  const query = new driver.Query<Row>(config);
  query.on('row', rows.push);
  const ended = once(query, 'end');
  client.query(query);
  const [result] = (await ended) as [pg.QueryResult];
  const columns = result.fields.map((field) => field.name);
  const rowCount = columns.length > 0 ? rows.seen() : (result.rowCount ?? undefined);
  const kept = rows.kept();
  return { command: result.command, rowCount, columns, rows: kept, truncated: kept.length < rows.seen() };
}
