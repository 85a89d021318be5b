/** What stands in a document to be done or known: a list item with its words, or a block of code. */
export interface DocumentItem {
  readonly line: number;
  readonly isTask: boolean;
  /** Undefined for a block. */
  readonly words?: string;
}

const FENCE = /^\s*(```|~~~)/;
const LIST_ITEM = /^\s*(?:[-*+]|\d+[.)])\s+(\[[ xX]\]\s+)?(\S.*)$/;
/** An entry of a table of contents. */
const LINK_INSIDE = /^\[[^\]]*\]\(#[^)]*\)$/;

/** The words of an item without Markdown's marks, so that two ways to write them compare. */
export const plainWords = (text: string): string => text.replaceAll(/\*\*|`/g, '').trim();

/** Every list item and every fenced block of a Markdown document, by its first line. */
export function itemsOf(markdown: string): DocumentItem[] {
  let isInside = false;
  return markdown.split(/\r?\n/).flatMap((text, index): DocumentItem[] => {
    const line = index + 1;
    if (FENCE.test(text)) {
      isInside = !isInside;
      return isInside ? [{ line, isTask: false }] : [];
    }
    const [, box, words] = isInside ? [] : (LIST_ITEM.exec(text) ?? []);
    if (words === undefined || LINK_INSIDE.test(words)) return [];
    return [{ line, isTask: box !== undefined, words: plainWords(words) }];
  });
}
