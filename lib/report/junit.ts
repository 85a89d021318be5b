import type { DeploymentReport, StepReport } from '../deployments/summary.ts';
import { evidenceText } from './evidence.ts';
import { lines, type Markup, markup } from './markup.ts';
import { type Measure, measuresOf } from './measures.ts';
import { phasesOf, verificationGates } from './phases.ts';
import { oneLine } from './plain-text.ts';
import { DECISION_WORDS, outcomeWords } from './wording.ts';

type Case = Pick<StepReport, 'title' | 'verdict' | 'reason' | 'evidence' | 'durationMs' | 'startedAt'>;

interface Suite {
  readonly id: string;
  readonly title: string;
  readonly cases: readonly Case[];
  readonly gates: DeploymentReport['gates'];
}

/**
 * A report as JUnit XML: a suite for each phase, one for the undos, one for the checks after a rollback.
 * The baseline is left out: what failed there had nothing to do with the deployment.
 */
export function junitReport(report: DeploymentReport): string {
  const { checklist, version, environment, outcome, reason = '', durationMs = 0 } = report.deployment;
  const undos = { id: 'undos', title: 'Undos', cases: report.undos, gates: [] };
  const verification = { id: 'verification', title: 'Verification', cases: report.verification, gates: verificationGates(report) };
  const suites: Suite[] = [
    ...phasesOf(report).map(({ id, title, steps, gates }) => ({ id, title, cases: steps, gates })),
    ...(report.approvals.length === 0
      ? []
      : [{ id: 'approvals', title: 'Approvals', cases: report.approvals.map(approvalCase), gates: [] }]),
    ...[undos, verification].filter((suite) => suite.cases.length + suite.gates.length > 0),
  ];
  const name = oneLine(`${checklist} ${version} ${environment}: ${outcomeWords(outcome)}${reason === '' ? '' : `: ${reason}`}`);
  const measures = new Map(measuresOf(report).map((measure) => [measure.title, measure]));
  const { markup: xml } = lines(
    markup`<?xml version="1.0" encoding="UTF-8"?>`,
    markup`<testsuites name="${name}"${counts(suites.flatMap((suite) => suite.cases))} time="${seconds(durationMs)}">`,
    ...suites.map((suite) => suiteXml(suite, checklist, measures)),
    markup`</testsuites>`,
  );
  return `${xml}\n`;
}

/** A question is a case: passed when it was approved, skipped while it waits. */
function approvalCase({ title, answer, by, comment, requestedAt, at }: DeploymentReport['approvals'][number]): Case {
  const verdict = answer === 'approved' ? 'pass' : answer === undefined ? 'skipped' : 'fail';
  const reason = answer === undefined ? 'waiting for an answer' : `${answer} by ${by}${comment ? `: ${comment}` : ''}`;
  const durationMs = at === undefined ? 0 : Math.max(0, Date.parse(at) - Date.parse(requestedAt));
  return { title, verdict, reason, startedAt: requestedAt, durationMs };
}

const seconds = (milliseconds: number): string => (milliseconds / 1_000).toFixed(3);

function counts(cases: readonly Case[]): Markup {
  const [failures, errors, skipped] = (['fail', 'error', 'skipped'] as const).map(
    (verdict) => cases.filter((each) => each.verdict === verdict).length,
  );
  return markup` tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}

function suiteXml({ id, title, cases, gates }: Suite, checklist: string, measures: ReadonlyMap<string, Measure>): Markup {
  const total = cases.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const startedAt = cases[0]?.startedAt.replace(/(\.\d+)?Z$/, '');
  const timestamp = startedAt === undefined ? undefined : markup` timestamp="${startedAt}"`;
  const properties = gates.map(
    (gate) => markup`<property name="gate" value="${oneLine(`${DECISION_WORDS[gate.decision]}: ${gate.reason}`)}"/>`,
  );
  return lines(
    markup`  <testsuite name="${oneLine(title)}"${counts(cases)} time="${seconds(total)}"${timestamp}>`,
    properties.length === 0 ? undefined : markup`    <properties>${properties}</properties>`,
    ...cases.map((each) => caseXml(each, `${checklist}.${id}`, measures.get(each.title))),
    markup`  </testsuite>`,
  );
}

function caseXml(each: Case, className: string, measure: Measure | undefined): Markup {
  const result = resultXml(each);
  const output = [
    ...(each.verdict === 'warn' ? [`warning: ${oneLine(each.reason)}`] : []),
    ...(measure === undefined ? [] : [measureText(measure)]),
  ];
  return lines(
    markup`    <testcase name="${oneLine(each.title)}" classname="${oneLine(className)}" time="${seconds(each.durationMs)}">`,
    result,
    output.length === 0 ? undefined : markup`      <system-out>${output.join('\n')}</system-out>`,
    markup`    </testcase>`,
  );
}

function resultXml({ verdict, reason, evidence }: Case): Markup | undefined {
  const message = oneLine(reason);
  switch (verdict) {
    case 'pass':
    case 'warn':
      return undefined;
    case 'fail':
      return markup`      <failure message="${message}" type="fail">${evidenceText(evidence)}</failure>`;
    case 'error':
      return markup`      <error message="${message}" type="error">${evidenceText(evidence)}</error>`;
    case 'skipped':
      return markup`      <skipped message="${message}"/>`;
  }
}

const measureText = ({ baseline = '–', target = '–', actual = '–', afterRollback }: Measure): string =>
  oneLine(
    `baseline ${baseline} | target ${target} | actual ${actual}${afterRollback === undefined ? '' : ` | after rollback ${afterRollback}`}`,
  );
