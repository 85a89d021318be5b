import type { DeploymentReport, StepReport } from '../deployments/summary.ts';
import { evidenceText } from './evidence.ts';
import { measuresOf } from './measures.ts';
import { measureCells } from './measures-table.ts';
import { phasesOf, verificationGates } from './phases.ts';
import { oneLine } from './plain-text.ts';
import { dateTimeText, durationText } from './times.ts';
import { BASELINE_NOTE, DECISION_WORDS, outcomeWords, VERDICT_SYMBOLS } from './wording.ts';

type Line = Pick<StepReport, 'title' | 'verdict' | 'reason' | 'evidence' | 'durationMs'>;

/** A report as GitHub-flavoured Markdown. Whatever stands in the records is shown as text: none of it becomes markup. */
export function markdownReport(report: DeploymentReport): string {
  const sections = [
    heading(report),
    measures(report),
    report.baseline.length === 0 ? [] : ['## Baseline', BASELINE_NOTE, ...steps(report.baseline)],
    ...phasesOf(report).map((phase) => [`## ${literal(phase.title)}`, ...steps(phase.steps), ...phase.gates.map(gateLine)]),
    rollback(report),
    approvals(report),
    notifications(report),
    seal(report),
  ];
  return `${sections.flat().join('\n\n')}\n`;
}

const literal = (text: string): string => oneLine(text).replace(/[\\`*_{}[\]<>|~&$]/g, '\\$&');

const tableOf = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const listOf = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

function heading({ deployment }: DeploymentReport): string[] {
  const { id, checklist, version, environment, outcome, reason, startedBy, openedAt, closedAt, durationMs, planHash } = deployment;
  const ended = closedAt === undefined ? '' : `, closed ${dateTimeText(closedAt)} UTC`;
  return [
    `# ${literal(`${checklist} ${version} → ${environment}`)}: ${outcomeWords(outcome)}`,
    ...(reason === undefined ? [] : [`**What decided it:** ${literal(reason)}`]),
    listOf([
      `Deployment ${literal(id)}, started by ${literal(startedBy || 'unknown')}`,
      `Opened ${literal(dateTimeText(openedAt))} UTC${ended}${durationMs === undefined ? '' : ` (${durationText(durationMs)})`}`,
      `Plan ${literal(planHash || 'unknown')}`,
    ]),
  ];
}

function measures(report: DeploymentReport): string[] {
  const { headings, rows } = measureCells(measuresOf(report));
  const escaped = rows.map((row) => row.map(literal));
  return rows.length === 0 ? [] : ['## Measures', tableOf(headings, escaped)];
}

function steps(lines: readonly Line[]): string[] {
  if (lines.length === 0) return [];
  const rows = lines.map(({ verdict, title, durationMs, reason }) => [
    `${VERDICT_SYMBOLS[verdict]} ${verdict}`,
    literal(title),
    durationText(durationMs),
    literal(reason),
  ]);
  return [tableOf(['Verdict', 'Step', 'Time', 'What was seen'], rows), ...lines.flatMap(evidence)];
}

function evidence(line: Line): string[] {
  const text = evidenceText(line.evidence);
  if (text === '') return [];
  // A fence is longer than any run of backticks in what it holds.
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [`<details><summary>${asHtml(line.title)}</summary>`, `${fence}text\n${text}\n${fence}`, '</details>'];
}

const asHtml = (text: string): string => oneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const gateLine = (gate: DeploymentReport['gates'][number]): string =>
  `**${DECISION_WORDS[gate.decision]}:** ${literal(gate.reason)} (${literal(dateTimeText(gate.at))} UTC)`;

function rollback(report: DeploymentReport): string[] {
  const gates = verificationGates(report);
  if (report.undos.length + report.verification.length + gates.length === 0) return [];
  return [
    '## Rollback',
    ...(report.undos.length === 0 ? ['Nothing was undone.'] : steps(report.undos)),
    ...(report.verification.length === 0 ? [] : ['Then looked at again:', ...steps(report.verification)]),
    ...gates.map(gateLine),
  ];
}

function approvals(report: DeploymentReport): string[] {
  const rows = report.approvals.map(({ title, answer, by, comment, at, expiresAt }) => [
    literal(title),
    answer ?? `waiting until ${literal(dateTimeText(expiresAt))} UTC`,
    literal(by ?? ''),
    at === undefined ? '' : `${literal(dateTimeText(at))} UTC`,
    literal(comment ?? ''),
  ]);
  return rows.length === 0 ? [] : ['## Approvals', tableOf(['What', 'Answer', 'By', 'When', 'Comment'], rows)];
}

function notifications(report: DeploymentReport): string[] {
  const rows = report.notifications.map(({ event, to, subject, sent, reason }) => [
    literal(event),
    literal(to.join(', ')),
    literal(subject),
    sent ? 'sent' : literal(`not sent: ${reason ?? 'no reason given'}`),
  ]);
  return rows.length === 0 ? [] : ['## Notifications', tableOf(['About', 'To', 'Subject', 'Sent'], rows)];
}

function seal({ seal: sealed }: DeploymentReport): string[] {
  return sealed === undefined
    ? ['Not sealed: the deployment is open, or died.']
    : ['## Seal', `\`${oneLine(sealed.sha256)}\` over ${sealed.records} records, ${literal(dateTimeText(sealed.at))} UTC`];
}
