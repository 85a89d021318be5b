import type { SourceItem } from '../items/item.ts';
import { isWord } from '../vocabulary/words.ts';

export const TITLE_LENGTH = 200;
/** Room for ` (123456)` after a repeated title. */
const ROOM = 10;

/** Blank fields of a form: `Developer: ______ Date: ____`. */
const withoutBlanks = (words: string): string =>
  words
    .replace(/(?:[\p{L}]{2,12}\s*[:：]\s*)?_{3,}/gu, (field) =>
      /^(?:date|datum|fecha|data|time|uhrzeit|日付|日期)/iu.test(field) ? '' : field.replace(/_+$/, ''),
    )
    .replace(/\s+/g, ' ')
    .replace(/[\s:：]+$/u, '')
    .trim();

/** A title that a checklist takes, and the whole words when they are longer. */
export function fitTitle(words: string, line: number): { readonly title: string; readonly whole?: string } {
  const text = withoutBlanks(words);
  if (text === '') return { title: words.trim() === '' ? `Line ${line}, which has no words` : words.trim().slice(0, TITLE_LENGTH - ROOM) };
  if (text.length <= TITLE_LENGTH - ROOM) return { title: text };
  const cut = text
    .slice(0, TITLE_LENGTH - ROOM - 1)
    .toWellFormed()
    .replaceAll('\ufffd', '');
  const space = cut.lastIndexOf(' ');
  return { title: `${(space > TITLE_LENGTH / 2 ? cut.slice(0, space) : cut).trimEnd()}…`, whole: text };
}

/** What a piece of code that stands on its own is called: by its heading, its label, and the comment that names the part. */
export function codeTitle({ place, line }: SourceItem, name: string | undefined, documentTitle: string | undefined): string {
  const heading = place.headings.at(-1)?.text ?? documentTitle;
  const label = place.label !== undefined && !isWord(place.label.text, 'generic-label') ? place.label.text : undefined;
  const words = [heading, label, name].filter((each, index, all) => each !== undefined && each !== all[index - 1]);
  return words.length === 0 ? `Code in line ${line}` : words.join(': ');
}
