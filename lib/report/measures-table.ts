import { widthOf, wrap } from './columns.ts';
import type { Measure } from './measures.ts';
import { type Palette, paint } from './palette.ts';
import { oneLine } from './plain-text.ts';
import { table } from './table.ts';
import { VERDICT_SYMBOLS, VERDICT_TONES } from './wording.ts';

const NOTHING = '–';

/** Headings and cells of the table of measures, for every format. The column after a rollback is there only when there was one. */
export function measureCells(measures: readonly Measure[]): { headings: string[]; rows: string[][] } {
  const rolledBack = measures.some((measure) => measure.afterRollback !== undefined);
  return {
    headings: ['Measure', 'Baseline', 'Target', 'Actual', ...(rolledBack ? ['After rollback'] : []), 'Verdict'],
    rows: measures.map((measure) => [
      oneLine(measure.title),
      ...[measure.baseline, measure.target, measure.actual, ...(rolledBack ? [measure.afterRollback] : [])].map((cell) =>
        oneLine(cell ?? NOTHING),
      ),
      measure.verdict === undefined ? 'not judged' : `${VERDICT_SYMBOLS[measure.verdict]} ${measure.verdict}`,
    ]),
  };
}

/** The table of measures as aligned lines of at most `width` columns. */
export function measureTable(measures: readonly Measure[], palette: Palette, width: number): string[] {
  const { headings, rows } = measureCells(measures);
  const last = headings.length - 1;
  const tone = (row: number) => {
    const verdict = measures[row]?.verdict;
    return verdict === undefined ? 'quiet' : VERDICT_TONES[verdict];
  };
  const columns = headings.map((heading, index) => ({
    heading: heading.toLowerCase(),
    flexible: index === 0,
    align: index > 0 && index < last ? ('right' as const) : ('left' as const),
    ...(index === last ? { paint: (cell: string, row: number) => paint(palette, tone(row), cell) } : {}),
  }));
  const [first = '', ...lines] = table(columns, rows, width);
  return widthOf(first) <= width ? [palette.dim(first), ...lines] : rows.flatMap((row) => stacked(headings, row, width));
}

/** For a terminal that is too narrow for the table: each measure on lines of its own. */
function stacked(headings: readonly string[], [title = '', ...cells]: readonly string[], width: number): string[] {
  const named = cells.map((cell, index) => `${headings[index + 1]?.toLowerCase()} ${cell}`);
  return [...wrap(title, width), ...wrap(named.join(', '), width - 2).map((line) => `  ${line}`)];
}
