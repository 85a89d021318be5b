import type {
  ApprovalRecord,
  ApprovalRequestedRecord,
  GateRecord,
  NotificationRecord,
  SealRecord,
  StepRecord,
  UndoRecord,
} from './records.ts';
import type { Outcome } from './verdict.ts';

/** A step as reports show it. */
export interface StepReport
  extends Pick<
    StepRecord,
    | 'title'
    | 'verb'
    | 'phase'
    | 'verdict'
    | 'reason'
    | 'value'
    | 'baseline'
    | 'target'
    | 'evidence'
    | 'attempts'
    | 'startedAt'
    | 'durationMs'
  > {
  readonly id: string;
}

/** One line of the history. */
export interface DeploymentSummary {
  readonly id: string;
  readonly checklist: string;
  readonly environment: string;
  readonly version: string;
  readonly startedBy: string;
  readonly openedAt: string;
  /** Undefined while it is open. */
  readonly closedAt?: string;
  readonly outcome?: Outcome;
  readonly reason?: string;
}

/** All that is known of one deployment, made from its records: what `gonogo show --format json` prints. */
export interface DeploymentReport {
  readonly deployment: DeploymentSummary & { readonly durationMs?: number; readonly planHash: string };
  readonly baseline: readonly StepReport[];
  readonly steps: readonly StepReport[];
  /** Ids of the actions that began, whatever they came to. */
  readonly attempted: readonly string[];
  readonly gates: readonly Pick<GateRecord, 'gate' | 'title' | 'decision' | 'reason' | 'counts' | 'at'>[];
  readonly undos: readonly (Pick<UndoRecord, 'title' | 'verdict' | 'reason' | 'evidence' | 'startedAt' | 'durationMs'> & {
    readonly id: string;
  })[];
  readonly verification: readonly StepReport[];
  readonly approvals: readonly (Pick<ApprovalRequestedRecord, 'title' | 'expiresAt'> &
    Partial<Pick<ApprovalRecord, 'answer' | 'by' | 'comment' | 'at'>> & { readonly id: string; readonly requestedAt: string })[];
  readonly notifications: readonly Pick<NotificationRecord, 'event' | 'to' | 'subject' | 'sent' | 'reason' | 'at'>[];
  /** Undefined while the deployment is open. */
  readonly seal?: Pick<SealRecord, 'sha256' | 'records' | 'at'>;
}
