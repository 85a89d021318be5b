import type { DeploymentReport, StepReport } from '../deployments/summary.ts';
import { evidenceText } from './evidence.ts';
import { approvalsSection, notificationsSection, sealFooter } from './html-annex.ts';
import { absolute, chip, section, table } from './html-parts.ts';
import { STYLE } from './html-style.ts';
import { lines, type Markup, markup } from './markup.ts';
import { measuresOf } from './measures.ts';
import { measureCells } from './measures-table.ts';
import { phasesOf, verificationGates } from './phases.ts';
import { durationText } from './times.ts';
import { BASELINE_NOTE, DECISION_TONES, DECISION_WORDS, outcomeTone, outcomeWords, VERDICT_SYMBOLS, VERDICT_TONES } from './wording.ts';

type Line = Pick<StepReport, 'title' | 'verdict' | 'reason' | 'evidence' | 'durationMs'> & { readonly verb?: string };

// The page loads nothing and runs nothing, whatever stands in it.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A report as one HTML page that needs nothing else: no script, no image, no network. */
export function htmlReport(report: DeploymentReport): string {
  const { checklist, version, environment, outcome } = report.deployment;
  const { markup: page } = lines(
    markup`<!doctype html>`,
    markup`<html lang="en">`,
    markup`<head>`,
    markup`<meta charset="utf-8">`,
    markup`<meta name="viewport" content="width=device-width, initial-scale=1">`,
    { markup: `<meta http-equiv="Content-Security-Policy" content="${POLICY}">` },
    markup`<meta name="color-scheme" content="light dark">`,
    markup`<title>${checklist} ${version} → ${environment}: ${outcomeWords(outcome)}</title>`,
    { markup: `<style>${STYLE}</style>` },
    markup`</head>`,
    markup`<body>`,
    markup`<main>`,
    header(report),
    measuresSection(report),
    report.baseline.length === 0
      ? undefined
      : section('baseline', 'Baseline', [markup`<p class="note">${BASELINE_NOTE}</p>`, steps(report.baseline)]),
    ...phasesOf(report).map((phase, index) =>
      section(`phase-${index + 1}`, phase.title, [steps(phase.steps), ...phase.gates.map(gateFooter)]),
    ),
    rollbackSection(report),
    approvalsSection(report),
    notificationsSection(report),
    sealFooter(report),
    markup`</main>`,
    markup`</body>`,
    markup`</html>`,
  );
  return `${page}\n`;
}

function header({ deployment }: DeploymentReport): Markup {
  const { id, checklist, version, environment, outcome, reason, startedBy, openedAt, closedAt, durationMs, planHash } = deployment;
  const facts: [string, Markup][] = [
    ['Deployment', markup`<bdi>${id}</bdi>`],
    ['Started by', markup`<bdi>${startedBy || 'unknown'}</bdi>`],
    ['Opened', absolute(openedAt)],
    ...(closedAt === undefined ? [] : [['Closed', absolute(closedAt)] satisfies [string, Markup]]),
    ...(durationMs === undefined ? [] : [['Took', markup`${durationText(durationMs)}`] satisfies [string, Markup]]),
    ['Plan', markup`<code title="${planHash}">${planHash.slice(0, 12) || 'unknown'}</code>`],
  ];
  return lines(
    markup`<header>`,
    markup`<p class="eyebrow">Deployment report</p>`,
    markup`<h1><bdi>${checklist}</bdi> <bdi class="version">${version}</bdi> <span class="arrow">→</span> <bdi>${environment}</bdi></h1>`,
    markup`<p class="outcome ${outcomeTone(outcome)}"><strong>${capital(outcomeWords(outcome))}</strong> <bdi>${reason}</bdi></p>`,
    markup`<dl class="facts">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`,
    markup`</header>`,
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function measuresSection(report: DeploymentReport): Markup | undefined {
  const measures = measuresOf(report);
  const { headings, rows } = measureCells(measures);
  const last = headings.length - 1;
  const cells = rows.map((row, index) =>
    row.map((cell, column) => {
      const verdict = measures[index]?.verdict;
      return column === last ? chip(verdict === undefined ? 'quiet' : VERDICT_TONES[verdict], cell) : markup`<bdi>${cell}</bdi>`;
    }),
  );
  return rows.length === 0 ? undefined : section('measures', 'Measures', [table(headings, cells, (column) => column > 0 && column < last)]);
}

function steps(each: readonly Line[]): Markup | undefined {
  return each.length === 0 ? undefined : lines(markup`<ol class="steps">`, ...each.map(stepItem), markup`</ol>`);
}

function stepItem({ title, verb, verdict, reason, evidence, durationMs }: Line): Markup {
  const seen = evidenceText(evidence);
  const passed = verdict === 'pass' || verdict === 'skipped';
  return lines(
    markup`<li><span>${chip(VERDICT_TONES[verdict], `${VERDICT_SYMBOLS[verdict]} ${verdict}`)}</span>`,
    markup`<div><p><bdi>${title}</bdi>${verb === undefined ? undefined : markup`<span class="verb">${verb}</span>`}</p>`,
    markup`<p class="reason${passed ? '' : ' told'}"><bdi>${reason}</bdi></p>`,
    seen === ''
      ? undefined
      : markup`<details${passed ? undefined : markup` open`}><summary>What was seen</summary><pre dir="auto" tabindex="0">${seen}</pre></details>`,
    markup`</div><span class="time">${durationText(durationMs)}</span></li>`,
  );
}

const gateFooter = ({ decision, reason, at }: DeploymentReport['gates'][number]): Markup =>
  markup`<p class="gate ${DECISION_TONES[decision]}"><strong>${DECISION_WORDS[decision]}</strong> <bdi>${reason}</bdi> <span class="time">${absolute(at)}</span></p>`;

function rollbackSection(report: DeploymentReport): Markup | undefined {
  const gates = verificationGates(report);
  if (report.undos.length + report.verification.length + gates.length === 0) return undefined;
  return section('rollback', 'Rollback', [
    steps(report.undos.map((undo) => ({ ...undo, verb: 'undo' }))) ?? markup`<p class="note">Nothing was undone.</p>`,
    ...(report.verification.length === 0 ? [] : [markup`<h3>Then looked at again</h3>`, steps(report.verification)]),
    ...gates.map(gateFooter),
  ]);
}
