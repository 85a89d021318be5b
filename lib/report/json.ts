import type { DeploymentReport } from '../deployments/summary.ts';
import { measuresOf } from './measures.ts';
import { byText } from './order.ts';

/** Keys in the order in which a person wants to read them; what is not listed comes after, by name. */
const ORDER = [
  ...['deployment', 'measures', 'baseline', 'steps', 'attempted', 'gates', 'undos', 'verification', 'approvals', 'notifications', 'seal'],
  ...['id', 'gate', 'event', 'title', 'checklist', 'environment', 'version', 'outcome', 'verb', 'phase', 'verdict', 'decision', 'reason'],
  ...['value', 'target', 'actual', 'afterRollback', 'answer', 'by', 'comment', 'to', 'subject', 'sent', 'evidence', 'counts', 'attempts'],
  ...['startedBy', 'openedAt', 'closedAt', 'requestedAt', 'expiresAt', 'startedAt', 'at', 'durationMs', 'planHash', 'sha256', 'records'],
  ...['summary', 'exitCode', 'status', 'rows', 'output', 'errorOutput', 'truncated'],
  ...['pass', 'warn', 'fail', 'error', 'skipped'],
];
const PLACE = new Map(ORDER.map((key, index) => [key, String(index).padStart(4, '0')]));

/** The report as indented JSON, with its table of measures. The same report gives the same text, whatever order its keys were made in. */
export const jsonReport = (report: DeploymentReport): string =>
  `${JSON.stringify({ ...report, measures: measuresOf(report) }, (_, value: unknown) => (isObject(value) ? inOrder(value) : value), 2)}\n`;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

const inOrder = (object: object): object => Object.fromEntries(Object.entries(object).sort(byText(([key]) => PLACE.get(key) ?? `~${key}`)));
