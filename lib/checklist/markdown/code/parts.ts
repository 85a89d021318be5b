import type { Code } from '../blocks/block.ts';
import { offersAlternative } from './alternatives.ts';
import { tellsExpectation } from './expectation.ts';
import { readShell } from './shell-words.ts';
import { statementsOf } from './sql.ts';

/** A part of a piece of code that does one thing, under the comment that names it. */
export interface CodePart {
  readonly code: Code;
  /** The comment's words; undefined where nothing names it. */
  readonly name: string | undefined;
  /** Further comments before a statement. */
  readonly comments: readonly string[];
}

const OPENS = /^(?:if|for|while|until|case)$/;
const CLOSES = /^(?:fi|done|esac)$/;

const balanced = (text: string): boolean => {
  const { commands, beyond } = readShell(text);
  const words = commands.flatMap((command) => command.words.slice(0, 2));
  return !beyond && words.filter((word) => OPENS.test(word)).length === words.filter((word) => CLOSES.test(word)).length;
};

/** Names that one part sets and another reads tie them together. */
function sharesNames(texts: readonly string[]): boolean {
  const set = texts.map((text) => new Set([...text.matchAll(/(?:^|[\s;(])(?:export\s+)?([A-Za-z_]\w*)=/gm)].map((match) => match[1])));
  const setters = new Map<string | undefined, number>();
  for (const names of set) for (const name of names) setters.set(name, (setters.get(name) ?? 0) + 1);
  return texts.some((text, index) =>
    [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].some(([, name]) => (setters.get(name) ?? 0) > (set[index]?.has(name) === true ? 1 : 0)),
  );
}

/** `cd`, `source`, `export` and the like hold for everything after them. */
const REACHES_ON = /^\s*(?:cd|pushd|source|\.|export|set|alias|conda activate|nvm use|workon)\s/m;

/**
 * Splits shell text at the comments that stand alone before commands. Undefined when it is one piece: nothing names its parts,
 * or they depend on each other, so that splitting would change what they do.
 */
export function shellParts(code: Code): readonly CodePart[] | undefined {
  const lines = code.text.split('\n');
  const { comments, beyond } = readShell(code.text);
  // Alternatives are one choice, which a person makes.
  if (beyond || comments.some(({ text }) => offersAlternative(text))) return undefined;
  const alone = comments.filter(
    ({ alone: own, line, text }) =>
      own && text !== '' && /^#/.test(lines[line] ?? '') && !tellsExpectation(text) && !/^[-=#*!/]/.test(text),
  );
  const lastLine = lines.findLastIndex((line) => line.trim() !== '' && !/^\s*#/.test(line));
  // Comments in a row name one part; one after which nothing comes is about what went before.
  const starts = alone.filter(
    ({ line }) => !/^\s*#/.test(lines[line - 1] ?? '') && (line < lastLine || !/^\s*#/.test(lines[line + 1] ?? '#')),
  );
  const [first] = starts;
  if (first === undefined || starts.length < 2) return undefined;
  const names = new Map(starts.map(({ line, text }) => [line, text]));
  const bounds = [...starts.map(({ line }) => line), lines.length];
  const head = lines.slice(0, first.line).some((line) => line.trim() !== '' && !/^\s*#/.test(line));
  const from = head ? [0, ...bounds] : bounds;
  const parts = from.slice(0, -1).map((start, index) => {
    const text = lines
      .slice(start, from[index + 1])
      .join('\n')
      .trimEnd();
    const name = names
      .get(start)
      ?.replace(/^(?:\d+[.):]|step \d+[.:]?)\s*/i, '')
      .replace(/[:：]\s*$/u, '');
    return { code: { ...code, line: code.line + start, text }, name, comments: [] };
  });
  const texts = parts.map((part) => part.code.text);
  if (!texts.every(balanced) || sharesNames(texts) || texts.slice(0, -1).some((text) => REACHES_ON.test(text))) return undefined;
  return parts;
}

/** Splits SQL into its statements, each named by the comment before it. */
export function sqlParts(code: Code): readonly CodePart[] {
  return statementsOf(code.text).map(({ line, text, comments }) => {
    const naming = comments.filter((comment) => !tellsExpectation(comment));
    return { code: { ...code, line: code.line + line, text }, name: naming[0]?.replace(/[:：]\s*$/u, ''), comments };
  });
}
