import type { FreezeWindow, NotificationRule } from '../checklist/schema/checklist.ts';
import type { Comparison } from '../checklist/schema/comparison.ts';
import type { SecretReference } from '../checklist/schema/environment.ts';
import type { Expectation } from '../checklist/schema/expectation.ts';
import type { ActionStep, CheckStep } from '../checklist/schema/step.ts';
import type { Probe } from '../probes/schema.ts';

interface Identified {
  /** Part of state paths and record keys: letters, digits and underscores. */
  readonly id: string;
  readonly title: string;
  readonly details?: string;
  /** Id of the phase it belongs to. */
  readonly phase: string;
  /** The state's name in the console, at most 80 characters, unique in the machine. */
  readonly stateName: string;
}

interface Probing {
  readonly probe: Probe;
  readonly expect?: Expectation;
  readonly capture?: Readonly<Record<string, string>>;
  /** Of one try, in milliseconds. */
  readonly timeoutMs: number;
  /** True when an earlier step may have captured values that this one can use. */
  readonly readsCaptured: boolean;
}

/** How a check comes back to it: between two tries, or between two looks of a monitor. */
export type Repetition =
  | { readonly kind: 'retry'; readonly attempts: number; readonly everyMs: number }
  | {
      readonly kind: 'monitor';
      readonly looks: number;
      readonly everyMs: number;
      readonly failureLimit: number;
      readonly consecutiveErrorLimit: number;
    };

export interface PlannedCheck extends Identified, Probing {
  readonly verb: CheckStep['verb'];
  readonly value?: string;
  readonly target?: Extract<Comparison, { kind: 'compares' }>;
  /** How much worse than the baseline it may be, as a fraction; negative when it must be better. */
  readonly regression?: number;
  /** A failure is only a warning. */
  readonly advisory: boolean;
  readonly repetition?: Repetition;
}

export type PlannedUndo =
  | { readonly kind: 'none'; readonly because: string }
  | { readonly kind: 'undo'; readonly probe: Probe; readonly timeoutMs: number };

export interface PlannedAction extends Identified, Probing {
  readonly verb: ActionStep['verb'];
  /** Undefined for an action that leaves nothing to undo (a backup). */
  readonly undo?: PlannedUndo;
}

/**
 * What a question is about: a sign-off that the checklist lists; going on after a gate that holds; or the undo of an
 * action that has none, to be done by hand. `--yes` says yes to sign-offs alone, and an interruption never answers the last.
 */
export type Asks = 'sign-off' | 'go-on' | 'undo-by-hand';

export interface PlannedApproval extends Identified {
  readonly verb: 'approve';
  /** How long the answer may take, in milliseconds. */
  readonly withinMs: number;
  readonly by?: readonly string[];
  readonly asks: Asks;
}

export type PlannedStep = PlannedCheck | PlannedAction | PlannedApproval;

/** Neighbouring checks run side by side; everything else runs alone. */
export type Group =
  | { readonly kind: 'checks'; readonly id: string; readonly name: string; readonly steps: readonly PlannedCheck[] }
  | { readonly kind: 'action'; readonly step: PlannedAction }
  | { readonly kind: 'approval'; readonly step: PlannedApproval };

/** Where a no-go leads. `rollback` names the plan: `full`, or one of the checklist's own. */
export type NoGoRoute = { readonly kind: 'rollback'; readonly plan: string } | { readonly kind: 'stop' } | { readonly kind: 'ask' };

export interface Gate {
  readonly id: string;
  readonly title: string;
  readonly stateName: string;
  /** What it judges, in order. */
  readonly steps: readonly { readonly id: string; readonly title: string }[];
  readonly noGo: NoGoRoute;
  /** Undefined: any number of warnings passes. */
  readonly maxWarnings?: number;
  /** Who is asked when it holds; only where `noGo` is `ask`. */
  readonly question?: PlannedApproval;
}

export interface PlannedPhase {
  readonly id: string;
  readonly title: string;
  readonly groups: readonly Group[];
  readonly gate: Gate;
}

/** Runs `afterMs` after the deployment was closed, without the lock. Only looks and asks. */
export interface FollowUp extends PlannedPhase {
  readonly afterMs: number;
}

export interface RollbackPlan {
  readonly name: string;
  /** Last action first. */
  readonly undos: readonly PlannedAction[];
}

export interface PlannedEnvironment {
  readonly name: string;
  readonly host: 'local' | { readonly ssm: Readonly<Record<string, string>> };
  readonly workingDirectory?: string;
  readonly shell: string;
  readonly account?: string;
  readonly region?: string;
  readonly requires?: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretReference>>;
}

/** What a checklist comes to in one environment: everything that decides order, and nothing that acts. */
export interface Plan {
  readonly checklist: string;
  readonly summary?: string;
  readonly environment: PlannedEnvironment;
  /** Run before the first action; what passes must pass again after a rollback. */
  readonly baseline: readonly PlannedCheck[];
  readonly phases: readonly PlannedPhase[];
  readonly followUps: readonly FollowUp[];
  /** The full rollback first, then the checklist's own. */
  readonly rollbacks: readonly RollbackPlan[];
  /** Run after a rollback: the baseline again, and the checks that `rollback.verify` names. */
  readonly verification: readonly PlannedCheck[];
  /** Ids of checks that must pass after a rollback whatever they came to before. */
  readonly mustVerify: readonly string[];
  readonly onUndoFailure: 'continue' | 'stop';
  /** Of this environment: `only` is resolved. */
  readonly notifications: readonly Omit<NotificationRule, 'only'>[];
  readonly freeze: readonly FreezeWindow[];
  /** The longest it can take, in milliseconds: every timeout met, then the full rollback. */
  readonly budgetMs: number;
}
