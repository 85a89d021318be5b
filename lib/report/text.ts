import type { DeploymentReport, StepReport } from '../deployments/summary.ts';
import { padEnd, padStart, widthOf, wrap } from './columns.ts';
import { evidenceText } from './evidence.ts';
import { leftToUndo } from './left-to-undo.ts';
import { measuresOf } from './measures.ts';
import { measureTable } from './measures-table.ts';
import { type Palette, paint } from './palette.ts';
import { phasesOf, verificationGates } from './phases.ts';
import { oneLine } from './plain-text.ts';
import { dateTimeText, durationText } from './times.ts';
import { BASELINE_NOTE, DECISION_TONES, DECISION_WORDS, outcomeTone, outcomeWords, VERDICT_SYMBOLS, VERDICT_TONES } from './wording.ts';

type Line = Pick<StepReport, 'title' | 'verdict' | 'reason' | 'evidence' | 'durationMs'>;

/** Lines of evidence shown under a step that did not pass; the other formats show all of it. */
const EVIDENCE_LINES = 20;
/** `12 min 05 s` */
const TIME_WIDTH = 11;
const INDENT = ' '.repeat(2 + '✔ skipped'.length + 1 + TIME_WIDTH + 2);

/** A report for a terminal or a pipe. `width` in columns; reasons are wrapped, nothing is cut but long evidence. */
export function textReport(report: DeploymentReport, palette: Palette, width = 100): string {
  const sections = [
    heading(report, palette, width),
    measures(report, palette, width),
    ...(report.baseline.length === 0
      ? []
      : [
          [
            palette.bold('Baseline'),
            ...wrap(BASELINE_NOTE, width - 2).map((line) => palette.dim(`  ${line}`)),
            ...report.baseline.flatMap((step) => stepLines(step, palette, width)),
          ],
        ]),
    ...phasesOf(report).map((phase) => [
      palette.bold(oneLine(phase.title)),
      ...phase.steps.flatMap((step) => stepLines(step, palette, width)),
      ...phase.gates.flatMap((gate) => gateLines(gate, palette, width)),
    ]),
    rollback(report, palette, width),
    approvals(report, width),
    notifications(report, width),
    seal(report),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function heading(report: DeploymentReport, palette: Palette, width: number): string[] {
  const { id, checklist, version, environment, outcome, reason, startedBy, openedAt, durationMs } = report.deployment;
  const took = durationMs === undefined ? '' : `, took ${durationText(durationMs)}`;
  const began = oneLine(`${id}, started by ${startedBy || 'unknown'} at ${dateTimeText(openedAt)} UTC${took}`);
  return [
    palette.bold(`${oneLine(`${checklist} ${version} → ${environment}`)}: ${paint(palette, outcomeTone(outcome), outcomeWords(outcome))}`),
    ...(reason === undefined ? [] : wrap(oneLine(reason), width)),
    ...wrap(began, width).map((line) => palette.dim(line)),
  ];
}

function measures(report: DeploymentReport, palette: Palette, width: number): string[] {
  const rows = measuresOf(report);
  return rows.length === 0 ? [] : [palette.bold('Measures'), ...measureTable(rows, palette, width - 2).map((line) => `  ${line}`)];
}

function stepLines(step: Line, palette: Palette, width: number): string[] {
  const tone = VERDICT_TONES[step.verdict];
  const quiet = (line: string): string => (tone === 'good' || tone === 'quiet' ? palette.dim(line) : line);
  const verdict = paint(palette, tone, `${VERDICT_SYMBOLS[step.verdict]} ${padEnd(step.verdict, 7)}`);
  const [title, reason] = [oneLine(step.title), oneLine(step.reason)];
  const fitsOneLine = INDENT.length + widthOf(title) + 2 + widthOf(reason) <= width;
  const [first = '', ...more] = wrap(title, width - INDENT.length);
  const below = fitsOneLine ? [] : wrap(reason, width - INDENT.length);
  const start = `  ${verdict} ${palette.dim(padStart(durationText(step.durationMs), TIME_WIDTH))}  ${first}`;
  const evidence = step.verdict === 'pass' || step.verdict === 'skipped' ? [] : evidenceLines(step);
  return [
    fitsOneLine ? `${start}  ${quiet(reason)}`.trimEnd() : start,
    ...more.map((line) => INDENT + line),
    ...below.map((line) => INDENT + quiet(line)),
    ...evidence.flatMap((line) => wrap(line, width - INDENT.length - 2)).map((line) => palette.dim(`${INDENT}│ ${line}`)),
  ];
}

function evidenceLines(step: Line): string[] {
  const lines = evidenceText(step.evidence).split('\n');
  const left = lines.length - EVIDENCE_LINES;
  if (lines.join('') === '') return [];
  return left > 0 ? [`… ${left} lines before these; --format json has them all`, ...lines.slice(-EVIDENCE_LINES)] : lines;
}

function gateLines(gate: DeploymentReport['gates'][number], palette: Palette, width: number): string[] {
  const decision = DECISION_WORDS[gate.decision];
  const [first = '', ...rest] = wrap(oneLine(gate.reason), width - widthOf(decision) - 6);
  const indent = ' '.repeat(widthOf(decision) + 6);
  return [`  ▸ ${palette.bold(paint(palette, DECISION_TONES[gate.decision], decision))}  ${first}`, ...rest.map((line) => indent + line)];
}

function rollback(report: DeploymentReport, palette: Palette, width: number): string[] {
  const undos = report.undos.flatMap((undo) => stepLines({ ...undo, title: `Undo: ${undo.title}` }, palette, width));
  const checks = report.verification.flatMap((step) => stepLines(step, palette, width));
  const gates = verificationGates(report).flatMap((gate) => gateLines(gate, palette, width));
  const left = leftToUndo(report);
  if (undos.length + checks.length + gates.length + left.length === 0) return [];
  return [
    palette.bold('Rollback'),
    ...(undos.length === 0 ? ['  nothing was undone'] : undos),
    ...(checks.length === 0 ? [] : ['  then looked at again:', ...checks]),
    ...gates,
    ...left.map((title) => palette.bold(`  undo by hand: ${oneLine(title)}`)),
  ];
}

function approvals(report: DeploymentReport, width: number): string[] {
  const lines = report.approvals.map(({ title, answer, by, comment, at, expiresAt }) =>
    oneLine(
      answer === undefined
        ? `${title}: waiting for an answer until ${dateTimeText(expiresAt)} UTC`
        : `${title}: ${answer} by ${by}, ${dateTimeText(at ?? '')} UTC${comment ? `: ${comment}` : ''}`,
    ),
  );
  return lines.length === 0 ? [] : ['Approvals', ...lines.flatMap((line) => wrap(line, width - 2)).map((line) => `  ${line}`)];
}

function notifications(report: DeploymentReport, width: number): string[] {
  const lines = report.notifications.map(({ event, to, sent, reason }) =>
    oneLine(`${event} → ${to.join(', ')}${sent ? '' : `: not sent, ${reason ?? 'no reason given'}`}`),
  );
  return lines.length === 0 ? [] : ['Notifications', ...lines.flatMap((line) => wrap(line, width - 2)).map((line) => `  ${line}`)];
}

function seal({ seal: sealed }: DeploymentReport): string[] {
  return sealed === undefined
    ? ['Not sealed: the deployment is open, or died. `gonogo recover` closes one that died.']
    : [`Seal  ${sealed.sha256}`, `      ${sealed.records} records, ${dateTimeText(sealed.at)} UTC`];
}
