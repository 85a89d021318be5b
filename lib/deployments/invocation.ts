import type { FreezeWindow } from '../checklist/schema/checklist.ts';
import type { Gate, PlannedAction, PlannedApproval, PlannedCheck, PlannedEnvironment } from '../plan/model.ts';
import type { Purpose } from './records.ts';
import type { Outcome, Verdict } from './verdict.ts';

/**
 * What the state machine hands to each Lambda function, and what it gets back.
 * The constructs build these payloads and the handlers read them: both sides import this file.
 */

/** Which deployment this is. Part of the execution's input, and passed on to every handler. */
export interface DeploymentIdentity {
  readonly id: string;
  readonly checklist: string;
  readonly environment: string;
  readonly version: string;
  readonly startedBy: string;
  /** `main`, `follow-up`, or `recovery-1`, … */
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

/** What the state keeps of a check, an approval or an undo. Evidence goes to the table. */
export interface CheckState {
  readonly verdict: Verdict;
  readonly value?: number | string | null;
}

/** What the state keeps of an action. */
export interface ActionState {
  readonly verdict: Verdict;
  readonly attempted: boolean;
}

export type CheckStates = Readonly<Record<string, CheckState>>;
export type ActionStates = Readonly<Record<string, ActionState>>;

/** Where a check that is looked at more than once stands. */
export interface Progress {
  /** True: the machine waits and asks again with this progress. */
  readonly pending: boolean;
  readonly tries: number;
  readonly failures: number;
  /** Errors in a row. */
  readonly errors: number;
  /** ISO 8601; empty before the first try. */
  readonly startedAt: string;
}

export interface DeploymentEventPayload {
  readonly deployment: DeploymentIdentity;
}

export interface StepEvent extends DeploymentEventPayload {
  readonly environment: PlannedEnvironment;
}

export interface OpenEvent extends StepEvent {
  readonly freeze: readonly FreezeWindow[];
}

export interface OpenResult {
  readonly opened: boolean;
  /** Why it was refused; empty when it was opened. */
  readonly reason: string;
}

export interface CheckEvent extends StepEvent {
  readonly step: PlannedCheck;
  readonly purpose: Purpose;
  /** After a rollback: whether it counts even if it did not pass before the first change. */
  readonly mustPass?: boolean;
  readonly baseline: CheckStates;
  /** Empty for a check that looks once. */
  readonly progress: Progress | Readonly<Record<string, never>>;
}

export interface CheckResult {
  readonly verdict: Verdict;
  readonly value: number | string | null;
  readonly progress: Progress;
}

export interface ActionEvent extends StepEvent {
  readonly step: PlannedAction;
}

export interface ApproveEvent extends StepEvent {
  readonly step: PlannedApproval;
  readonly taskToken: string;
  /** True: nobody answered in time. */
  readonly expired: boolean;
}

export interface GateEvent extends DeploymentEventPayload {
  readonly gate: Omit<Gate, 'stateName' | 'question'> & { readonly groups: readonly string[] };
  readonly checks: Readonly<Record<string, CheckStates>>;
  readonly actions: ActionStates;
  readonly approvals: CheckStates;
}

/** The gate after a rollback. */
export interface VerifyEvent extends DeploymentEventPayload {
  readonly verify: { readonly mustVerify: readonly string[]; readonly checks: readonly { readonly id: string; readonly title: string }[] };
  readonly undos: CheckStates;
  readonly actions: ActionStates;
  readonly baseline: CheckStates;
  readonly verification: CheckStates;
}

export interface GateResult {
  /** Where the machine goes from here. */
  readonly next: 'proceed' | 'rollback' | 'stop' | 'ask';
}

export interface CloseEvent extends DeploymentEventPayload {
  /** `FOLLOWED_UP` seals what the follow-ups recorded; the deployment itself was closed before. */
  readonly outcome: Outcome | 'FOLLOWED_UP';
}

export interface NotifyEvent extends DeploymentEventPayload {
  readonly event: string;
  /** The step it is about, where there is one. */
  readonly about?: { readonly id: string; readonly title: string };
  readonly rules: readonly { readonly to: readonly string[]; readonly text?: string; readonly level?: number }[];
}

/** What a recovery finds in the records. */
export interface RecoverResult {
  /** `rollback`: something may have been attempted. `closed`: only the seal or the lock was left to write. */
  readonly next: 'rollback' | 'closed';
  readonly actions: ActionStates;
  readonly baseline: CheckStates;
}
