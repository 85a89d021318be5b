import type { DeploymentReport, StepReport } from '../deployments/summary.ts';
import type { Verdict } from '../deployments/verdict.ts';
import { markdownReport } from './markdown.ts';
import { phasesOf } from './phases.ts';
import { oneLine } from './plain-text.ts';
import { outcomeWords } from './wording.ts';

/** Text that a line of a job's log may hold: nothing in it is taken for a workflow command. */
export const githubText = (text: string): string => oneLine(text).replaceAll('##[', '## [').replace(/^::/, ': :');

const escapeMessage = (text: string): string => oneLine(text).replaceAll('%', '%25');
const escapeProperty = (text: string): string => escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A workflow command that marks the job's page: `::error title=Migrate › Add the index::exit code 1, expected 0`. */
export function githubAnnotation(level: 'error' | 'warning' | 'notice', title: string, message: string): string {
  return `::${level} title=${escapeProperty(title)}::${escapeMessage(message)}`;
}

/** Opens a foldable group of log lines. */
export const githubGroup = (title: string): string => `::group::${escapeMessage(title)}`;
export const GITHUB_GROUP_END = '::endgroup::';

const LEVELS: Readonly<Partial<Record<Verdict, 'error' | 'warning'>>> = { fail: 'error', error: 'error', warn: 'warning' };

/** One annotation for each step and undo that did not pass, and one for how the deployment ended. */
export function githubAnnotations(report: DeploymentReport): string[] {
  const { checklist, version, environment, outcome, reason } = report.deployment;
  const level = outcome === 'DEPLOYED' ? 'notice' : 'error';
  const end = githubAnnotation(
    level,
    `${checklist} ${version} → ${environment}: ${outcomeWords(outcome)}`,
    reason ?? outcomeWords(outcome),
  );
  return [
    ...phasesOf(report).flatMap((phase) => phase.steps.flatMap((step) => stepAnnotation(phase.title, step))),
    ...report.undos.flatMap((undo) => stepAnnotation('Undo', undo)),
    ...report.verification.flatMap((step) => stepAnnotation('After the rollback', step)),
    end,
  ];
}

function stepAnnotation(where: string, { title, verdict, reason }: Pick<StepReport, 'title' | 'verdict' | 'reason'>): string[] {
  const level = LEVELS[verdict];
  return level === undefined ? [] : [githubAnnotation(level, `${where} › ${title}`, reason)];
}

/** GitHub shows at most 1 MiB of a step's summary, and none of one that is longer. */
const SUMMARY_LIMIT = 1_000_000;

/** Markdown for the file that `GITHUB_STEP_SUMMARY` names. Without the evidence where it would be too long with it. */
export function githubSummary(report: DeploymentReport): string {
  const whole = markdownReport(report);
  if (Buffer.byteLength(whole) <= SUMMARY_LIMIT) return whole;
  const bare = <T extends object>(each: T): Omit<T, 'evidence'> => ({ ...each, evidence: undefined });
  const short = markdownReport({
    ...report,
    baseline: report.baseline.map(bare),
    steps: report.steps.map(bare),
    undos: report.undos.map(bare),
    verification: report.verification.map(bare),
  });
  if (Buffer.byteLength(short) <= SUMMARY_LIMIT) return short;
  return `${githubText(`${report.deployment.id}: ${outcomeWords(report.deployment.outcome)}`)}\n\nThe report is too long to be shown here.\n`;
}
