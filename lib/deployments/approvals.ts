import { RefusedError } from '../errors.ts';
import type { ApprovalRecord, ApprovalRequestedRecord, AuditRecord, OpenedRecord } from './records.ts';
import type { DeploymentStore } from './store.ts';

/** Who answers what. */
export interface GivenAnswer {
  readonly deployment: string;
  /** The step's id or title. */
  readonly step: string;
  readonly approve: boolean;
  readonly by: string;
  readonly comment?: string;
}

/** Who may answer: kept beside the question. */
export interface ApprovalRules {
  /** Undefined: anyone, but for the person who started the deployment. */
  readonly allowed?: readonly string[];
  /** True where one person does everything, as on a laptop. */
  readonly selfApproval: boolean;
}

/** The execution that goes on after the close. */
const FOLLOW_UP = 'follow-up';

const isAbout = (step: string) => (record: { step: string; title: string }) => record.step === step || record.title === step;

function openQuestion(records: readonly AuditRecord[], { deployment, step }: GivenAnswer, now: Date): ApprovalRequestedRecord {
  const requests = records.filter((record): record is ApprovalRequestedRecord => record.kind === 'approval-requested');
  // A recovery asks anew: the last question counts.
  const request = requests.toSorted((a, b) => (a.at < b.at ? 1 : -1)).find(isAbout(step));
  if (request === undefined) {
    const open = requests.map(({ title }) => `"${title}"`).join(', ');
    throw new RefusedError(
      `deployment ${deployment} is not asking for "${step}"; it ${open === '' ? 'is asking for nothing' : `asked for ${open}`}`,
    );
  }
  const answered = records.find(
    (record): record is ApprovalRecord =>
      record.kind === 'approval' && record.step === request.step && record.execution === request.execution,
  );
  if (answered !== undefined)
    throw new RefusedError(`"${request.title}" was ${answered.answer} by ${answered.by} at ${answered.at}: an approval is used once`);
  const closed = records.find((record) => record.kind === 'closed');
  if (closed?.kind === 'closed' && request.execution !== FOLLOW_UP)
    throw new RefusedError(`deployment ${deployment} has ended (${closed.outcome}): nobody waits for "${request.title}" any more`);
  if (now.toISOString() > request.expiresAt) throw new RefusedError(`"${request.title}" expired at ${request.expiresAt}`);
  return request;
}

function mayAnswer(
  { by }: GivenAnswer,
  request: ApprovalRequestedRecord,
  opened: OpenedRecord | undefined,
  { allowed, selfApproval }: ApprovalRules,
): void {
  if (allowed !== undefined && !allowed.includes(by))
    throw new RefusedError(`"${request.title}" may be answered by ${allowed.join(' or ')}, not by ${by}`);
  if (!selfApproval && opened?.startedBy === by)
    throw new RefusedError(`${by} started this deployment, so someone else must answer "${request.title}"`);
}

/** Records a person's answer, once. Throws a RefusedError when it is not open, expired, or not this person's to give. */
export async function giveAnswer(
  store: DeploymentStore,
  answer: GivenAnswer,
  rules: (step: string) => ApprovalRules,
  now: Date,
): Promise<ApprovalRecord> {
  const records = await store.records(answer.deployment);
  if (records.length === 0) throw new RefusedError(`there is no deployment ${answer.deployment}`);
  const request = openQuestion(records, answer, now);
  mayAnswer(
    answer,
    request,
    records.find((record): record is OpenedRecord => record.kind === 'opened'),
    rules(request.step),
  );
  const record: ApprovalRecord = {
    kind: 'approval',
    deployment: answer.deployment,
    execution: request.execution,
    at: now.toISOString(),
    step: request.step,
    title: request.title,
    answer: answer.approve ? 'approved' : 'rejected',
    by: answer.by,
    ...(answer.comment === undefined ? {} : { comment: answer.comment }),
  };
  if (!(await store.append(record))) throw new RefusedError(`"${request.title}" has just been answered: an approval is used once`);
  return record;
}
