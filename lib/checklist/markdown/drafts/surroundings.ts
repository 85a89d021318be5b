import type { CodeSurroundings } from '../code/judge-code.ts';
import type { Reverse } from '../code/reversal.ts';
import type { SourceItem } from '../items/item.ts';
import { says } from '../vocabulary/words.ts';

/** What the document as a whole says. */
export interface DocumentSense {
  /** It has task lists, so its plain lists are mostly explanation. */
  readonly hasTasks: boolean;
  readonly postgres: boolean;
  readonly reverses: readonly Reverse[];
}

const CHECKING = /^(?:check|smoke|monitor|metrics|prerequisite)$/;
const CHANGING = /^(?:deploy|migrate|backup)$/;

/** The words that are nearest to an item: its own, its label's, its heading's. */
export const nearWords = ({ title, place }: SourceItem): string =>
  [title.slice(0, 300), place.lead?.text, place.label?.text, place.headings.at(-1)?.text].filter((text) => text !== undefined).join('\n');

export function surroundingsOf(item: SourceItem, { postgres, reverses }: DocumentSense, name = ''): CodeSurroundings {
  const words = `${name}\n${nearWords(item)}`;
  const saysCheck = says(words, 'check') || says(words, 'smoke');
  const isTask = item.kind === 'task' && !CHANGING.test(item.sense ?? '');
  return {
    checking: CHECKING.test(item.sense ?? '') || saysCheck || isTask,
    backingUp: item.sense === 'backup' || says(words, 'backup'),
    expected: item.expected.map(({ text }) => text),
    postgres,
    reverses,
  };
}
