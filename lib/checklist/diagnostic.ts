import picocolors from 'picocolors';
import stringWidth from 'string-width';
import type { Problem } from './problem.ts';

/** Longer lines are cut round the caret, in columns. */
const WIDTH = 120;
const TAB = '    ';

/** What a terminal would act on instead of showing; a joiner inside an emoji is kept. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]|\p{Cs}/gu;
const printable = (text: string): string => text.replaceAll('\t', TAB).replace(UNPRINTABLE, '\u{fffd}');

// Made with the first line that has to be cut: its rules take 15 ms to load.
let graphemes: Intl.Segmenter | undefined;

/** The longest beginning (or end) of a text that fits into `columns`, never cutting a character in two. */
function fitting(text: string, columns: number, from: 'start' | 'end'): string {
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const characters = [...graphemes.segment(text)].map(({ segment }) => segment);
  if (from === 'end') characters.reverse();
  let width = 0;
  const kept: string[] = [];
  for (const character of characters) {
    width += stringWidth(character);
    if (width > columns) break;
    kept.push(character);
  }
  return (from === 'end' ? kept.reverse() : kept).join('');
}

interface Excerpt {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** Cuts a line to what stands round the caret. */
function excerpt(before: string, marked: string, after: string): Excerpt {
  // Beyond this many units nothing can be shown, and measuring it would be slow on a line of megabytes.
  const reach = WIDTH * 8;
  const whole = {
    before: printable(before.slice(-reach)),
    marked: printable(marked.slice(0, reach)),
    after: printable(after.slice(0, reach)),
  };
  const inReach = before.length <= reach && marked.length <= reach && after.length <= reach;
  if (inReach && stringWidth(whole.before + whole.marked + whole.after) <= WIDTH) return whole;

  const head = fitting(whole.before, WIDTH / 2, 'end');
  const middle = fitting(whole.marked, WIDTH - stringWidth(head), 'start');
  const tail = fitting(whole.after, WIDTH - stringWidth(head) - stringWidth(middle), 'start');
  const cutHead = head.length < whole.before.length || before.length > reach;
  const cutMiddle = middle.length < whole.marked.length || marked.length > reach;
  const cutTail = tail.length < whole.after.length || after.length > reach;
  return {
    before: cutHead ? `…${head}` : head,
    marked: cutMiddle ? `${middle}…` : middle,
    after: cutMiddle ? '' : cutTail ? `${tail}…` : tail,
  };
}

function render(problem: Problem, line: string | undefined, colour: boolean): string {
  const { bold, dim, red, yellow, green } = picocolors.createColors(colour);
  const severity = problem.severity === 'error' ? red('error') : yellow('warning');
  const place = bold(`${printable(problem.file)}:${problem.line}:${problem.column}:`);
  const heading = `${place} ${severity}: ${printable(problem.message)} ${dim(`[${problem.rule}]`)}`;
  if (line === undefined || line.trim() === '') return heading;

  const start = problem.column - 1;
  const { before, marked, after } = excerpt(
    line.slice(0, start),
    line.slice(start, start + problem.length),
    line.slice(start + problem.length),
  );
  const gutter = `${problem.line} | `;
  const margin = `${' '.repeat(gutter.length - 2)}| `;
  const caret = `^${'~'.repeat(Math.max(0, stringWidth(marked) - 1))}`;
  return [
    heading,
    dim(margin.trimEnd()),
    `${dim(gutter)}${before}${marked}${after}`,
    `${dim(margin)}${' '.repeat(stringWidth(before))}${green(caret)}`,
  ].join('\n');
}

const lines = (text: string): string[] => text.replace(/^\uFEFF/, '').split(/\r?\n/);

/**
 * `file:line:column: severity: message [rule]`, the source line, and a caret under what it is about.
 * `colour` is off by default.
 */
export const renderProblem = (problem: Problem, sourceText: string, colour = false): string =>
  render(problem, lines(sourceText)[problem.line - 1], colour);

/** All problems of one text, an empty line between two. */
export function renderProblems(problems: readonly Problem[], sourceText: string, colour = false): string {
  const source = lines(sourceText);
  return problems.map((problem) => render(problem, source[problem.line - 1], colour)).join('\n\n');
}
