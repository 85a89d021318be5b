import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many columns a terminal needs for it. Colours count nothing, an emoji or a Chinese character two. */
export const widthOf = (text: string): number => stringWidth(text);

/** Cuts uncoloured text to a width in columns; what is cut ends in `…`. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width <= 0) return '';
  const [start] = splitAt(text, width - 1);
  return `${start.trimEnd()}…`;
}

/** Fills up with spaces on the right to a width in columns. */
export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Fills up with spaces on the left to a width in columns. */
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/** Breaks uncoloured text into lines of at most `width` columns, between words where it can. Newlines in it are kept. */
export const wrap = (text: string, width: number): string[] => text.split('\n').flatMap((line) => wrapLine(line, Math.max(1, width)));

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let rest = line.trimEnd();
  while (widthOf(rest) > width) {
    const [start] = splitAt(rest, width);
    const space = rest[start.length] === ' ' ? start.length : start.lastIndexOf(' ');
    const end = space > 0 ? space : Math.max(start.length, firstGrapheme(rest).length);
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}

const firstGrapheme = (text: string): string => graphemes.segment(text)[Symbol.iterator]().next().value?.segment ?? text;

/** The longest start of a text that fits, and the rest. */
function splitAt(text: string, width: number): [string, string] {
  let [end, columns] = [0, 0];
  for (const { segment } of graphemes.segment(text)) {
    columns += widthOf(segment);
    if (columns > width) break;
    end += segment.length;
  }
  return [text.slice(0, end), text.slice(end)];
}
