/** Rows that are kept, and their size as JSON in characters; all of them are counted. */
const MAX_ROWS = 1_000;
const MAX_CHARACTERS = 1_048_576;

export type Row = Readonly<Record<string, unknown>>;

/** Takes rows as they come and keeps the first of them. */
export interface RowKeeper {
  readonly push: (row: Row) => void;
  readonly seen: () => number;
  readonly kept: () => readonly Row[];
}

/** Keeps whole rows only, up to the limits. */
export function keepRows(): RowKeeper {
  const rows: Row[] = [];
  let seen = 0;
  let characters = 0;
  let full = false;
  return {
    push(row) {
      seen += 1;
      if (full) return;
      characters += JSON.stringify(row).length;
      full = rows.length >= MAX_ROWS || characters > MAX_CHARACTERS;
      if (!full) rows.push(row);
    },
    seen: () => seen,
    kept: () => rows,
  };
}

const PLAN = 'QUERY PLAN';

/** The rows as a probe's output: a plan, the lines of a single column, or JSON with a row on each line. */
export function presentRows(rows: readonly Row[], columns: readonly string[]): { readonly output: string; readonly json: unknown } {
  const [column] = columns;
  const cells = column === undefined || columns.length > 1 ? undefined : rows.map((row) => row[column]);
  if (column === PLAN && cells?.length === 1 && typeof cells[0] === 'object')
    return { output: JSON.stringify(cells[0], null, 2), json: cells[0] };
  if (cells?.every((cell) => typeof cell !== 'object' || cell === null) === true)
    return { output: cells.map((cell) => cell ?? '').join('\n'), json: rows };
  return { output: `[${rows.map((row) => `\n  ${JSON.stringify(row)}`).join(',')}\n]`, json: rows };
}
