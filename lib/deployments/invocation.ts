import type { Gate, PlannedAction, PlannedApproval, PlannedCheck, PlannedEnvironment } from '../plan/model.ts';
import type { Purpose } from './records.ts';
import type { Outcome, Verdict } from './verdict.ts';

/**
 * What the state machine hands to each Lambda function and gets back.
 * The constructs build these payloads, the handlers read them: both sides import this file.
 */

/** Which deployment this is. Part of the execution's input, passed to every handler. */
export interface DeploymentIdentity {
  readonly id: string;
  readonly checklist: string;
  readonly environment: string;
  readonly version: string;
  readonly startedBy: string;
  /** `main`, or `recovery-1`, … */
  readonly execution: string;
  /** SHA-256 of the plan. */
  readonly planHash: string;
  /** Steps made to fail on purpose, by id. */
  readonly faults: Readonly<Record<string, 'before' | 'after'>>;
}

/** The input of an execution. */
export interface ExecutionInput {
  readonly deployment: DeploymentIdentity;
}

/** What the state keeps of a check. Evidence goes to the table. */
export interface CheckState {
  readonly verdict: Verdict;
  readonly value?: number | string;
}

export interface ActionState {
  readonly verdict: Verdict;
  readonly attempted: boolean;
}

export type CheckStates = Readonly<Record<string, CheckState>>;
export type ActionStates = Readonly<Record<string, ActionState>>;

/** Where a repeated check stands. Empty at its first invocation. */
export interface Progress {
  /** True: the machine waits and invokes it again with the same progress. */
  readonly pending?: boolean;
  readonly tries?: number;
  readonly failures?: number;
  readonly errors?: number;
  readonly startedAt?: string;
}

interface StepEvent {
  readonly deployment: DeploymentIdentity;
  readonly environment: PlannedEnvironment;
}

export interface OpenEvent extends StepEvent {
  readonly checklist: { readonly requires?: string; readonly freeze: readonly unknown[] };
}

/** Why a deployment may not start. */
export interface Refusal {
  readonly kind: 'locked' | 'frozen' | 'not-promoted' | 'finished' | 'other-plan';
  readonly reason: string;
}

export interface OpenResult {
  readonly opened: boolean;
  readonly refusal?: Refusal;
}

export interface CheckEvent extends StepEvent {
  readonly step: PlannedCheck;
  readonly purpose: Purpose;
  readonly baseline: CheckStates;
  readonly progress: Progress;
}

export interface CheckResult extends CheckState, Progress {}

export interface ActionEvent extends StepEvent {
  readonly step: PlannedAction;
}

export interface UndoEvent extends StepEvent {
  readonly step: PlannedAction;
}

export interface ApproveEvent extends StepEvent {
  readonly step: PlannedApproval;
  readonly taskToken: string;
}

export interface GateEvent {
  readonly deployment: DeploymentIdentity;
  readonly gate: Pick<Gate, 'id' | 'title' | 'steps' | 'noGo' | 'maxWarnings'>;
  readonly checks: Readonly<Record<string, CheckStates>>;
  readonly actions: ActionStates;
  readonly approvals: CheckStates;
}

export interface GateResult {
  /** Where the machine goes next. */
  readonly next: 'proceed' | 'rollback' | 'stop' | 'ask';
}

export interface VerifyEvent {
  readonly deployment: DeploymentIdentity;
  readonly mustVerify: readonly string[];
  readonly undos: CheckStates;
  readonly actions: ActionStates;
  readonly baseline: CheckStates;
  readonly verification: CheckStates;
}

export interface CloseEvent {
  readonly deployment: DeploymentIdentity;
  readonly outcome: Outcome;
}

export interface SealEvent {
  readonly deployment: DeploymentIdentity;
}

export interface NotifyEvent {
  readonly deployment: DeploymentIdentity;
  readonly event: string;
  readonly rules: readonly { readonly to: readonly string[]; readonly text?: string; readonly level?: number }[];
}

/** What a recovery finds in the records. */
export interface RecoverResult {
  /** `rollback`: something may have been attempted; `closed`: it had ended, and only the seal or the lock was left. */
  readonly next: 'rollback' | 'closed';
  readonly actions: ActionStates;
  readonly baseline: CheckStates;
}
