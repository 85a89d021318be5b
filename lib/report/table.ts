import { cut, padEnd, padStart, widthOf } from './columns.ts';

export interface Column {
  readonly heading: string;
  /** Numbers stand to the right (default: left). */
  readonly align?: 'left' | 'right';
  /** May be cut when the table is too wide (default: false). */
  readonly flexible?: boolean;
  /** Colours a cell that was already cut and padded. */
  readonly paint?: (cell: string, row: number) => string;
}

const GAP = '  ';
/** Below this a flexible column says nothing any more. */
const NARROWEST = 8;

/** Lines of an aligned table, a heading first. Flexible columns give way, widest first, until it fits the width. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width = Number.POSITIVE_INFINITY): string[] {
  const cell = (row: readonly string[], index: number): string => row[index] ?? '';
  const widths = columns.map(({ heading }, index) => Math.max(widthOf(heading), ...rows.map((row) => widthOf(cell(row, index)))));
  narrow(columns, widths, width);
  const line = (row: readonly string[], paint: (column: Column, text: string) => string): string =>
    columns
      .map((column, index) => {
        const text = cut(cell(row, index), widths[index] ?? 0);
        const padded = column.align === 'right' ? padStart(text, widths[index] ?? 0) : padEnd(text, widths[index] ?? 0);
        return paint(column, index === columns.length - 1 ? padded.trimEnd() : padded);
      })
      .join(GAP)
      .trimEnd();
  const heading = line(
    columns.map((column) => column.heading),
    (_, text) => text,
  );
  return [heading, ...rows.map((row, number) => line(row, (column, text) => column.paint?.(text, number) ?? text))];
}

function narrow(columns: readonly Column[], widths: number[], width: number): void {
  const total = (): number => widths.reduce((sum, each) => sum + each, 0) + GAP.length * (columns.length - 1);
  for (let excess = total() - width; excess > 0; excess = total() - width) {
    const flexible = columns.flatMap((column, index) => (column.flexible ? [index] : []));
    const widest = flexible.toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))[0];
    if (widest === undefined || (widths[widest] ?? 0) <= NARROWEST) return;
    widths[widest] = Math.max(NARROWEST, (widths[widest] ?? 0) - Math.max(1, Math.ceil(excess / 2)));
  }
}
