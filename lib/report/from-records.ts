import type {
  ApprovalRecord,
  ApprovalRequestedRecord,
  AuditRecord,
  ClaimedRecord,
  Purpose,
  StepRecord,
  UndoClaimedRecord,
  UndoRecord,
} from '../deployments/records.ts';
import type { DeploymentReport, StepReport } from '../deployments/summary.ts';
import { byText } from './order.ts';

type Kind = AuditRecord['kind'];
type OfKind<K extends Kind> = Extract<AuditRecord, { kind: K }>;
type Undo = DeploymentReport['undos'][number];
type Approval = DeploymentReport['approvals'][number];

/**
 * Makes a report from the records of one deployment, in any order and however many are missing:
 * a report is wanted most when a deployment died half-way.
 */
export function reportOf(records: readonly AuditRecord[]): DeploymentReport {
  const inOrder = records.toSorted(byText((record) => record.at));
  const all = <K extends Kind>(kind: K): OfKind<K>[] => inOrder.filter((record): record is OfKind<K> => record.kind === kind);
  const stepRecords = all('step');
  const stepsFor = (purpose: Purpose): StepReport[] => stepRecords.filter((record) => record.purpose === purpose).map(stepReport);
  const seal = all('seal').at(-1);
  const isOpen = all('closed').length === 0;

  return {
    deployment: deploymentOf(inOrder, all('opened')[0], all('closed').at(-1)),
    baseline: stepsFor('baseline').sort(byStart),
    steps: [...stepsFor('step'), ...unfinishedActions(all('claimed'), stepRecords, isOpen)].sort(byStart),
    attempted: all('claimed').map(({ step }) => step),
    gates: all('gate').map(({ gate, title, decision, reason, counts, at }) => ({ gate, title, decision, reason, counts, at })),
    undos: [
      ...all('undo').map(undoReport),
      ...unfinishedUndos(all('undo-claimed'), all('undo'), [...all('claimed'), ...stepRecords], isOpen),
    ].sort(byStart),
    verification: stepsFor('verification').sort(byStart),
    approvals: approvalsOf(all('approval-requested'), all('approval')),
    notifications: all('notification').map(({ event, to, subject, sent, reason, at }) => ({
      event,
      to,
      subject,
      sent,
      ...(reason === undefined ? {} : { reason }),
      at,
    })),
    ...(seal === undefined ? {} : { seal: { sha256: seal.sha256, records: seal.records, at: seal.at } }),
  };
}

const byStart = byText<{ readonly startedAt: string }>((each) => each.startedAt);

function deploymentOf(
  records: readonly AuditRecord[],
  opened: OfKind<'opened'> | undefined,
  closed: OfKind<'closed'> | undefined,
): DeploymentReport['deployment'] {
  const openedAt = opened?.at ?? closed?.openedAt ?? records[0]?.at ?? '';
  const durationMs = closed === undefined ? Number.NaN : Date.parse(closed.at) - Date.parse(openedAt);
  return {
    id: records[0]?.deployment ?? '',
    checklist: opened?.checklist ?? closed?.checklist ?? '',
    environment: opened?.environment ?? closed?.environment ?? '',
    version: opened?.version ?? closed?.version ?? '',
    startedBy: opened?.startedBy ?? '',
    openedAt,
    ...(closed === undefined ? {} : { closedAt: closed.at, outcome: closed.outcome, reason: closed.reason }),
    ...(Number.isNaN(durationMs) ? {} : { durationMs }),
    planHash: opened?.planHash ?? '',
  };
}

function stepReport(record: StepRecord): StepReport {
  const { step, title, verb, phase, verdict, reason, value, baseline, target, evidence, attempts, startedAt, durationMs } = record;
  return {
    id: step,
    title,
    verb,
    phase,
    verdict,
    reason,
    ...(value === undefined ? {} : { value }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(target === undefined ? {} : { target }),
    ...(evidence === undefined ? {} : { evidence }),
    attempts,
    startedAt,
    durationMs,
  };
}

function undoReport({ step, title, verdict, reason, evidence, startedAt, durationMs }: UndoRecord): Undo {
  return { id: step, title, verdict, reason, ...(evidence === undefined ? {} : { evidence }), startedAt, durationMs };
}

/** While a deployment is open, an action without a result may still be running. */
const unfinished = (isOpen: boolean): string => (isOpen ? 'began and has no result yet' : 'began and was cut off');

function unfinishedActions(claims: readonly ClaimedRecord[], steps: readonly StepRecord[], isOpen: boolean): StepReport[] {
  const finished = new Set(steps.filter((each) => each.purpose === 'step').map((each) => each.step));
  return claims
    .filter((claim) => !finished.has(claim.step))
    .map(({ step, title, verb, phase, at }) => ({
      id: step,
      title,
      verb,
      phase,
      verdict: 'error',
      reason: unfinished(isOpen),
      attempts: 1,
      startedAt: at,
      durationMs: 0,
    }));
}

/** A recovery runs undos again, so a claim is answered only by a result of its own execution. */
function unfinishedUndos(
  claims: readonly UndoClaimedRecord[],
  undos: readonly UndoRecord[],
  actions: readonly (ClaimedRecord | StepRecord)[],
  isOpen: boolean,
): Undo[] {
  const key = (each: UndoClaimedRecord | UndoRecord): string => `${each.execution} ${each.step}`;
  const finished = new Set(undos.map(key));
  const titles = new Map([...actions, ...undos].map((each) => [each.step, each.title]));
  return claims
    .filter((claim) => !finished.has(key(claim)))
    .map(({ step, at }) => ({
      id: step,
      title: titles.get(step) ?? step,
      verdict: 'error',
      reason: unfinished(isOpen),
      startedAt: at,
      durationMs: 0,
    }));
}

/** Joins each request with its answer: the first with the first where a step was asked about more than once. */
function approvalsOf(requests: readonly ApprovalRequestedRecord[], answers: readonly ApprovalRecord[]): Approval[] {
  const waiting = [...answers];
  const joined = requests.map(({ step, title, expiresAt, at }): Approval => {
    const index = waiting.findIndex((answer) => answer.step === step);
    const [answer] = index === -1 ? [] : waiting.splice(index, 1);
    return { id: step, title, requestedAt: at, expiresAt, ...(answer === undefined ? {} : answered(answer)) };
  });
  const unasked = waiting.map(
    (answer): Approval => ({
      id: answer.step,
      title: answer.title,
      requestedAt: answer.at,
      expiresAt: answer.at,
      ...answered(answer),
    }),
  );
  return [...joined, ...unasked];
}

function answered({ answer, by, comment, at }: ApprovalRecord): Pick<Approval, 'answer' | 'by' | 'comment' | 'at'> {
  return { answer, by, ...(comment === undefined ? {} : { comment }), at };
}
