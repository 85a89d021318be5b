import type { DeploymentReport } from '../../deployments/summary.ts';
import { wrap } from '../../report/columns.ts';
import { lastUndos, leftToUndo } from '../../report/left-to-undo.ts';
import { measuresOf } from '../../report/measures.ts';
import { measureTable } from '../../report/measures-table.ts';
import { type Palette, paint } from '../../report/palette.ts';
import { oneLine } from '../../report/plain-text.ts';
import { durationText } from '../../report/times.ts';
import { outcomeTone, outcomeWords } from '../../report/wording.ts';

/** The last word of a run: how it ended, what decided it, the table of measures, and what to do next. `width` in columns. */
export function runSummary(report: DeploymentReport, palette: Palette, width: number, reportPlace?: string): string {
  const { id, checklist, version, environment, outcome, reason, durationMs } = report.deployment;
  const words = outcomeWords(outcome);
  const headline = palette.bold(paint(palette, outcomeTone(outcome), words.charAt(0).toUpperCase() + words.slice(1)));
  const took = durationMs === undefined ? '' : ` after ${durationText(durationMs)}`;
  const measures = measuresOf(report);
  const lines = [
    `${headline}: ${oneLine(`${checklist} ${version} → ${environment}`)}${took}`,
    ...(reason === undefined ? [] : wrap(`decided by ${oneLine(reason)}`, width - 2).map((line) => `  ${line}`)),
    ...undone(report),
    ...(measures.length === 0 ? [] : ['', ...measureTable(measures, palette, width - 2).map((line) => `  ${line}`)]),
    '',
    ...next(report).map((line) => `  ${line}`),
    `  report: ${oneLine(reportPlace ?? `gonogo show ${id}`)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function undone(report: DeploymentReport): string[] {
  const [undos, { verification }] = [lastUndos(report), report];
  const passed = (each: readonly { verdict: string }[]): string =>
    `${each.filter(({ verdict }) => verdict === 'pass').length} of ${each.length}`;
  if (undos.length === 0) return [];
  const looks = verification.length === 0 ? '' : `, ${passed(verification)} checks passed after it`;
  return [`  ${passed(undos)} actions undone${looks}`];
}

function next(report: DeploymentReport): string[] {
  const { id, outcome } = report.deployment;
  if (outcome === undefined) return [`it is open, or died: gonogo recover ${oneLine(id)}`];
  const left = leftToUndo(report).map(oneLine);
  return left.length === 0 ? [] : [`undo by hand: ${left.join(', ')}`];
}
