import type { ClosedRecord, OpenedRecord } from './records.ts';
import type { DeploymentSummary } from './summary.ts';

/** One line for each deployment, newest first. */
export function summaries(records: readonly (OpenedRecord | ClosedRecord)[]): readonly DeploymentSummary[] {
  const closed = new Map(records.flatMap((record) => (record.kind === 'closed' ? [[record.deployment, record] as const] : [])));
  const opened = records.filter((record): record is OpenedRecord => record.kind === 'opened');
  return opened
    .map((record): DeploymentSummary => {
      const end = closed.get(record.deployment);
      const { deployment: id, checklist, environment, version, startedBy, at: openedAt } = record;
      const summary = { id, checklist, environment, version, startedBy, openedAt };
      return end === undefined ? summary : { ...summary, closedAt: end.at, outcome: end.outcome, reason: end.reason };
    })
    .toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1));
}
