import type { Verb } from '../checklist/schema/step.ts';
import type { Purpose } from './records.ts';
import type { Decision, Outcome, Verdict } from './verdict.ts';

/** What `gonogo run --json` prints, one object a line, and what the live tree is drawn from. */
export type DeploymentEvent =
  | {
      readonly event: 'deployment-opened';
      readonly at: string;
      readonly deployment: string;
      readonly checklist: string;
      readonly environment: string;
      readonly version: string;
    }
  | {
      readonly event: 'step-started';
      readonly at: string;
      readonly deployment: string;
      readonly step: string;
      readonly title: string;
      readonly verb: Verb;
      readonly phase: string;
      readonly purpose: Purpose;
    }
  | {
      readonly event: 'step-finished';
      readonly at: string;
      readonly deployment: string;
      readonly step: string;
      readonly title: string;
      readonly verb: Verb;
      readonly phase: string;
      readonly purpose: Purpose;
      readonly verdict: Verdict;
      readonly reason: string;
      readonly value?: number | string;
      readonly durationMs: number;
    }
  | {
      readonly event: 'approval-requested';
      readonly at: string;
      readonly deployment: string;
      readonly step: string;
      readonly title: string;
      readonly expiresAt: string;
    }
  | {
      readonly event: 'approval-answered';
      readonly at: string;
      readonly deployment: string;
      readonly step: string;
      readonly title: string;
      readonly answer: 'approved' | 'rejected' | 'expired';
      readonly by: string;
    }
  | {
      readonly event: 'gate-decided';
      readonly at: string;
      readonly deployment: string;
      readonly gate: string;
      readonly title: string;
      readonly decision: Decision;
      readonly reason: string;
    }
  | { readonly event: 'undo-started'; readonly at: string; readonly deployment: string; readonly step: string; readonly title: string }
  | {
      readonly event: 'undo-finished';
      readonly at: string;
      readonly deployment: string;
      readonly step: string;
      readonly title: string;
      readonly verdict: Verdict;
      readonly reason: string;
      readonly durationMs: number;
    }
  | {
      readonly event: 'deployment-closed';
      readonly at: string;
      readonly deployment: string;
      readonly outcome: Outcome;
      readonly reason: string;
      readonly durationMs: number;
    };
