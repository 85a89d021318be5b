import type { Verb } from '../checklist/schema/step.ts';
import type { Decision, Evidence, Outcome, Verdict } from './verdict.ts';

/** When in a deployment a step ran: in its phase, before the first action, or after a rollback. */
/** The gate after a rollback. Ids that are written or made from titles are in small letters: no phase can have this one. */
export const ROLLBACK_GATE = 'ROLLBACK';

export type Purpose = 'step' | 'baseline' | 'verification';

interface Base {
  readonly deployment: string;
  /** Which execution wrote it: `main`, `follow-up`, or `recovery-1`, `recovery-2`, … */
  readonly execution: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string;
}

/** A deployment took the lock and began. */
export interface OpenedRecord extends Base {
  readonly kind: 'opened';
  readonly checklist: string;
  readonly environment: string;
  readonly version: string;
  readonly startedBy: string;
  /** SHA-256 of the plan that runs. */
  readonly planHash: string;
  readonly faults: Readonly<Record<string, 'before' | 'after'>>;
}

/** An action is about to run: written before it acts, so that it never runs twice and is always undone. */
export interface ClaimedRecord extends Base {
  readonly kind: 'claimed';
  readonly step: string;
  readonly title: string;
  readonly verb: Verb;
  /** Id of the phase. */
  readonly phase: string;
}

/** A step came to its verdict. */
export interface StepRecord extends Base {
  readonly kind: 'step';
  readonly purpose: Purpose;
  readonly step: string;
  readonly title: string;
  readonly verb: Verb;
  /** Id of the phase. */
  readonly phase: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly value?: number | string;
  /** What a measure came to before the first change. */
  readonly baseline?: number;
  /** What a measure aims at, as written: `<= 20 ms`. */
  readonly target?: string;
  readonly evidence?: Evidence;
  readonly attempts: number;
  readonly startedAt: string;
  readonly durationMs: number;
}

/** One look of a monitor. */
export interface SampleRecord extends Base {
  readonly kind: 'sample';
  readonly step: string;
  readonly number: number;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly value?: number | string;
}

/** A value that a step kept for later steps and undos. */
export interface CapturedRecord extends Base {
  readonly kind: 'captured';
  readonly name: string;
  readonly value: string;
  readonly step: string;
}

/** A gate decided. */
export interface GateRecord extends Base {
  readonly kind: 'gate';
  /** Id of the phase, or `verification`. */
  readonly gate: string;
  readonly title: string;
  readonly decision: Decision;
  /** Where the machine went from here. */
  readonly next: 'proceed' | 'rollback' | 'stop' | 'ask';
  readonly reason: string;
  readonly counts: Readonly<Record<Verdict, number>>;
}

/** An undo is about to run. */
export interface UndoClaimedRecord extends Base {
  readonly kind: 'undo-claimed';
  readonly step: string;
}

/** An undo ended. */
export interface UndoRecord extends Base {
  readonly kind: 'undo';
  readonly step: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly evidence?: Evidence;
  readonly startedAt: string;
  readonly durationMs: number;
}

/** A person was asked. */
export interface ApprovalRequestedRecord extends Base {
  readonly kind: 'approval-requested';
  readonly step: string;
  readonly title: string;
  readonly expiresAt: string;
}

/** A person answered, or nobody did in time. */
export interface ApprovalRecord extends Base {
  readonly kind: 'approval';
  readonly step: string;
  readonly title: string;
  readonly answer: 'approved' | 'rejected' | 'expired';
  readonly by: string;
  readonly comment?: string;
}

/** A notification was sent, or could not be. It decides nothing. */
export interface NotificationRecord extends Base {
  readonly kind: 'notification';
  readonly event: string;
  /** Which of the rules for this event, counted from 0. */
  readonly rule: number;
  /** The step it is about, where there is one. */
  readonly about?: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly sent: boolean;
  readonly reason?: string;
}

/** A deployment ended and gave the lock back. */
export interface ClosedRecord extends Base {
  readonly kind: 'closed';
  readonly checklist: string;
  readonly environment: string;
  readonly version: string;
  readonly outcome: Outcome;
  /** What decided it. */
  readonly reason: string;
  readonly openedAt: string;
}

/** SHA-256 over all records so far, in key order. Written at the close, and once more after the follow-ups. */
export interface SealRecord extends Base {
  readonly kind: 'seal';
  /** 0: the deployment; 1: with what was recorded after its close. */
  readonly chapter: 0 | 1;
  readonly sha256: string;
  readonly records: number;
}

/** One immutable fact about a deployment. */
export type AuditRecord =
  | OpenedRecord
  | ClaimedRecord
  | StepRecord
  | SampleRecord
  | CapturedRecord
  | GateRecord
  | UndoClaimedRecord
  | UndoRecord
  | ApprovalRequestedRecord
  | ApprovalRecord
  | NotificationRecord
  | ClosedRecord
  | SealRecord;
