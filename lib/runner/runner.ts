import type { AuditCheck } from '../deployments/audit.ts';
import type { DeploymentEvent } from '../deployments/events.ts';
import type { DeploymentReport, DeploymentSummary } from '../deployments/summary.ts';
import type { Outcome } from '../deployments/verdict.ts';
import type { Asks, Plan } from '../plan/model.ts';

/** What a deployment is started with. */
export interface StartRequest {
  readonly plan: Plan;
  /** The checklist file's directory: relative working directories start there. */
  readonly baseDirectory: string;
  readonly id: string;
  readonly version: string;
  readonly startedBy: string;
  /** Steps made to fail on purpose, by step id. */
  readonly faults: Readonly<Record<string, 'before' | 'after'>>;
  /** True: go on with the follow-ups after the close instead of leaving them. */
  readonly followUps: boolean;
}

/** How a deployment ended, as far as this process saw it. */
export interface RunResult {
  readonly id: string;
  readonly outcome: Outcome;
  readonly reason: string;
  /** True when a person interrupted it. */
  readonly interrupted: boolean;
}

export interface Answer {
  readonly approve: boolean;
  readonly by: string;
  readonly comment?: string;
}

/** A question that a running deployment puts to whoever is there. */
export interface Question {
  readonly deployment: string;
  readonly step: string;
  readonly title: string;
  readonly details?: string;
  readonly expiresAt: string;
  readonly asks: Asks;
}

/** What a run tells and asks while it goes on. */
export interface RunListener {
  readonly onEvent: (event: DeploymentEvent) => void;
  /** Every state that is entered, by its name in the console. */
  readonly onState?: (state: string) => void;
  /** Undefined when nobody is there to be asked. The signal aborts when the answer came from elsewhere. */
  readonly ask?: (question: Question, signal: AbortSignal) => Promise<Answer | undefined>;
  /** Hears why an answer that `ask` gave does not count. The question stays open for others. */
  readonly onRefusedAnswer?: (reason: string) => void;
  /** Aborts when the person interrupts the run: it then stops or rolls back, and ends. */
  readonly interrupted: AbortSignal;
}

/** Starts, watches and answers deployments, wherever they run. */
export interface Runner {
  /** Runs a deployment to its end. Throws a RefusedError when it may not start. */
  start(request: StartRequest, listener: RunListener): Promise<RunResult>;
  /** Finishes deployments that died: the given one, or all that are open and not running. */
  recover(id: string | undefined, listener: RunListener): Promise<readonly RunResult[]>;
  /** Answers an approval. Throws a RefusedError when it is not open, or this person may not. */
  answer(deployment: string, step: string, answer: Answer): Promise<void>;
  /** Throws a UsageError when there is no such deployment. */
  report(deployment: string): Promise<DeploymentReport>;
  history(filter: { readonly checklist?: string; readonly environment?: string }): Promise<readonly DeploymentSummary[]>;
  verify(deployment: string): Promise<AuditCheck>;
  /** Lets go of the table. */
  close(): Promise<void>;
}
