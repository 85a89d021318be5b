import type { NotificationEvent } from '../../schema/checklist.ts';
import type { Step } from '../../schema/step.ts';
import type { SourceItem } from '../items/item.ts';
import type { LookKind } from '../report.ts';
import type { Window } from '../sections/window.ts';

/** What one item becomes, before phases and titles are settled. */
export interface Draft {
  readonly item: SourceItem;
  readonly out: Out;
  /** Why it is not automated, or what was done with it. */
  readonly why?: string;
  readonly look?: LookKind;
  /** The line of the rollback that takes it back. */
  readonly takenBackBy?: number;
}

export type Out = StepOut | NoteOut | NotificationOut;

export interface StepOut {
  readonly to: 'step';
  readonly step: Step;
  /** Set for what is looked at after the deployment. */
  readonly window?: Window;
  /** It belongs before everything else, wherever it stands. */
  readonly first?: true;
  /** What the words of a go/no-go decision say about a no. */
  readonly noGo?: 'rollback' | 'stop' | 'ask';
}

export interface NoteOut {
  readonly to: 'note';
  readonly text: string;
}

export interface NotificationOut {
  readonly to: 'notification';
  /** `trouble`: everything that somebody should hear of at once. */
  readonly on: NotificationEvent | 'trouble';
  readonly addresses: readonly string[];
  readonly text: string;
  readonly level?: number;
}
