/** What `gonogo import` found in a document and where each thing went. Also the form of `--report json`. */
export interface ImportReport {
  readonly file: string;
  /** Everything in the document that had to come out somewhere. */
  readonly items: number;
  /** Checks, backups and actions with a certain way back: they run without a person. */
  readonly automated: number;
  /** Approvals: a person answers. */
  readonly byHand: number;
  readonly notifications: number;
  /** Lines under `notes`: nothing that a deployment can do in its course. */
  readonly notes: number;
  readonly phases: number;
  /** Each item once, in the order of the document. */
  readonly mapping: readonly ImportedItem[];
  /** What needs a person's look, first things first. */
  readonly look: readonly Look[];
}

export interface ImportedItem {
  /** Where it stands in the document, from 1. */
  readonly line: number;
  readonly kind: 'task' | 'bullet' | 'code' | 'row' | 'decision' | 'message';
  /** Its plain words. */
  readonly text: string;
  /** Its box is ticked in the document. */
  readonly done: boolean;
  readonly to: Destination;
  /** Why it is not automated, or what was done with it. */
  readonly why?: string;
}

/** Where an item went: the one place in the checklist that is made of it. */
export type Destination =
  | {
      readonly kind: 'step';
      readonly verb: string;
      readonly title: string;
      readonly phase: string;
      readonly path: readonly [phase: number, step: number];
    }
  | { readonly kind: 'notification'; readonly index: number }
  | { readonly kind: 'note'; readonly index: number };

/** In the order of importance: what a person should look at first stands first. */
export const LOOK_KINDS = [
  'rollback',
  'changes',
  'alternatives',
  'placeholder',
  'triggers',
  'after-rollback',
  'gate',
  'expectation',
  'reading',
  'metric',
  'language',
  'nothing',
  'beside-check',
  'secrets',
  'message',
  'contact',
  'recurring',
  'moved',
  'plain',
  'prose',
  'encoding',
] as const;
export type LookKind = (typeof LOOK_KINDS)[number];

export interface Look {
  readonly kind: LookKind;
  /** What to look at and what to do about it. */
  readonly message: string;
  /** Where it stands in the document. */
  readonly lines: readonly number[];
}
