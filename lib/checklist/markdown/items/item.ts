import type { Code } from '../blocks/block.ts';
import type { Place } from '../sections/place.ts';
import type { Sense } from '../vocabulary/vocabulary.ts';

/** One thing of a document that must come out somewhere. */
export interface SourceItem {
  /**
   * `task` has a box; `bullet` is an item of a plain list; `code` stands on its own; `row` is of a table; `decision` is a
   * go/no-go with its words; `message` is an e-mail or announcement to send.
   */
  readonly kind: 'task' | 'bullet' | 'code' | 'row' | 'decision' | 'message';
  /** From 1. */
  readonly line: number;
  readonly place: Place;
  readonly sense: Sense | undefined;
  /** Plain words on one line, of any length; perhaps empty. */
  readonly title: string;
  /** As written, for what only Markdown shows: code spans, links. */
  readonly written: string;
  /** Words that go with it, in order. */
  readonly words: readonly string[];
  /** Its box is ticked. */
  readonly done: boolean;
  readonly code: readonly Code[];
  /** What is expected of the code, as words beside it say; with the line of each. */
  readonly expected: readonly ExpectedWords[];
  /** Of a row: column → cell, as written. */
  readonly cells?: Readonly<Record<string, string>>;
}

export interface ExpectedWords {
  readonly line: number;
  readonly text: string;
  /** The label over them: `Expected indices`. */
  readonly under?: string;
}
