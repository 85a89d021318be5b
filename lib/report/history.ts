import type { DeploymentSummary } from '../deployments/summary.ts';
import { type Palette, paint } from './palette.ts';
import { oneLine } from './plain-text.ts';
import { type Column, table } from './table.ts';
import { dateTimeText, durationText } from './times.ts';
import { outcomeTone } from './wording.ts';

/** The history as an aligned table of at most `width` columns, in the order given. */
export function historyText(deployments: readonly DeploymentSummary[], palette: Palette, width = Number.POSITIVE_INFINITY): string {
  if (deployments.length === 0) return 'no deployments yet\n';
  const tone = (row: number) => outcomeTone(deployments[row]?.outcome);
  const columns: Column[] = [
    { heading: 'opened (UTC)' },
    { heading: 'checklist', flexible: true },
    { heading: 'environment', flexible: true },
    { heading: 'version', flexible: true },
    { heading: 'outcome', paint: (cell, row) => paint(palette, tone(row), cell) },
    { heading: 'took', align: 'right' },
    { heading: 'id' },
    { heading: 'started by', flexible: true },
  ];
  const rows = deployments.map(({ openedAt, checklist, environment, version, outcome, closedAt, id, startedBy }) =>
    [
      dateTimeText(openedAt),
      checklist,
      environment,
      version,
      outcome ?? 'open',
      closedAt === undefined ? '' : durationText(Date.parse(closedAt) - Date.parse(openedAt)),
      id,
      startedBy,
    ].map(oneLine),
  );
  const [heading = '', ...lines] = table(columns, rows, width);
  return `${[palette.dim(heading), ...lines].join('\n')}\n`;
}

/** The history as indented JSON, with its keys always in the same order. */
export const historyJson = (deployments: readonly DeploymentSummary[]): string =>
  `${JSON.stringify(
    deployments.map(({ id, checklist, environment, version, startedBy, openedAt, closedAt, outcome, reason }) => ({
      id,
      checklist,
      environment,
      version,
      outcome,
      reason,
      startedBy,
      openedAt,
      closedAt,
    })),
    undefined,
    2,
  )}\n`;
