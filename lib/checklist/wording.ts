const LONGEST = 60;

/** A text as a message quotes it: on one line, shortened. */
export function quoted(text: string): string {
  const characters = [...text.slice(0, LONGEST * 2)];
  const short = characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text;
  return JSON.stringify(short);
}

/** `a, b or c`. */
export function either(words: readonly string[], last = 'or'): string {
  const head = words.slice(0, -1);
  const tail = words.at(-1) ?? '';
  return head.length === 0 ? tail : `${head.join(', ')} ${last} ${tail}`;
}

/** `a, b and c`. */
export const both = (words: readonly string[]): string => either(words, 'and');

/** `key` as messages show it. */
export const code = (word: string): string => `\`${word}\``;

/** A value in a sentence that begins with `got`. `source` is how it is written, which for numbers can differ. */
export function shown(value: unknown, source?: string): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'number' ? `the number ${source ?? value}` : `${source ?? value}`;
}
