import type { NotifyEvent } from '../../lib/deployments/invocation.ts';
import type { AuditRecord } from '../../lib/deployments/records.ts';
import type { Message } from '../runtime/runtime.ts';

/** SNS takes a subject of fewer than 100 ASCII characters without line breaks. */
const SUBJECT_LENGTH = 99;
/** SNS takes messages of at most 262,144 bytes; nobody reads more than this. */
const TEXT_LENGTH = 16_000;

const subjectOf = (text: string): string =>
  text
    .replace(/[^\x20-\x7e]+/g, ' ')
    .slice(0, SUBJECT_LENGTH)
    .trim();

/** A message for one rule: its own words, then the facts. Pure. */
export function compose(
  { deployment, event, about }: NotifyEvent,
  rule: NotifyEvent['rules'][number],
  records: readonly AuditRecord[],
): Message {
  const { id, checklist, environment, version, startedBy } = deployment;
  const closed = records.find((record) => record.kind === 'closed');
  const seal = records.find((record) => record.kind === 'seal');
  // Records come in the order of their keys; what counts is what was decided last, by this execution.
  const noGo = records
    .filter((record) => record.kind === 'gate' && record.decision !== 'GO' && record.execution === deployment.execution)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .at(-1);
  const level = rule.level === undefined ? '' : `[level ${rule.level}] `;
  const facts = [
    `${checklist} ${version} in ${environment}: ${event}`,
    '',
    `deployment  ${id}`,
    `started by  ${startedBy}`,
    ...(about === undefined ? [] : [`${event === 'approval-needed' ? 'answer' : 'about '}      ${about.title}`]),
    ...(noGo?.kind === 'gate' ? [`no-go       ${noGo.title}: ${noGo.reason}`] : []),
    ...(closed?.kind === 'closed' ? [`outcome     ${closed.outcome}`, `because     ${closed.reason}`] : []),
    ...(seal?.kind === 'seal' ? [`seal        ${seal.sha256} over ${seal.records} records`] : []),
  ];
  const text = [...(rule.text === undefined ? [] : [rule.text, '']), ...facts].join('\n');
  return {
    event,
    to: rule.to,
    subject: subjectOf(`${level}${checklist} ${version} ${environment}: ${event}`),
    text: text.slice(0, TEXT_LENGTH),
  };
}
