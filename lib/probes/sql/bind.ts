import type { Substituted } from '../substitute.ts';

/** A statement in which names have become parameters. */
export interface BoundStatement {
  readonly text: string;
  readonly parameters: readonly string[];
  /** Where a character of `text` stands in the statement as it was written; both count from 0. */
  readonly writtenOffset: (offset: number) => number;
}

const TOKEN = new RegExp(
  [
    /(?<comment>--[^\n]*)/,
    /(?<block>\/\*)/,
    /(?<escaped>(?<![\w$])[eE]'(?:[^'\\]|\\.|'')*(?:'|$))/,
    /(?<quoted>'(?:[^']|'')*(?:'|$))/,
    /(?<identifier>"(?:[^"]|"")*(?:"|$))/,
    /(?<![\w$])(?<dollar>\$(?:[A-Za-z_]\w*)?\$)/,
    /(?<![\w$])\$(?:\{(?<braced>[A-Z_][A-Z0-9_]*)\}|(?<bare>[A-Z_][A-Z0-9_]*))/,
  ]
    .map((each) => each.source)
    .join('|'),
  'gsu',
);

/**
 * Turns `$NAME` and `${NAME}` into `$1`, `$2`, …; the same name is the same parameter. Nothing is replaced inside quotes,
 * comments and dollar quotes, where the server would not see a parameter.
 */
export function bindParameters(statement: string, values: Readonly<Record<string, string>>): Substituted<BoundStatement> {
  const names: string[] = [];
  const anchors: { readonly sent: number; readonly written: number }[] = [];
  let text = '';
  let end = 0;
  const token = new RegExp(TOKEN);
  for (let match = token.exec(statement); match !== null; match = token.exec(statement)) {
    const { block, dollar, braced, bare } = match.groups ?? {};
    if (block !== undefined) token.lastIndex = endOfBlockComment(statement, match.index);
    if (dollar !== undefined) token.lastIndex = endOfDollarQuote(statement, match.index, dollar);
    const name = braced ?? bare;
    if (name === undefined) continue;
    if (!names.includes(name)) names.push(name);
    text += `${statement.slice(end, match.index)}$${names.indexOf(name) + 1}`;
    end = token.lastIndex;
    anchors.push({ sent: text.length, written: end });
  }
  text += statement.slice(end);
  const missing = names.filter((name) => !Object.hasOwn(values, name));
  if (missing.length > 0) return { kind: 'missing', names: missing };
  const writtenOffset = (offset: number): number => {
    const anchor = anchors.findLast(({ sent }) => sent <= offset) ?? { sent: 0, written: 0 };
    return anchor.written + offset - anchor.sent;
  };
  return { kind: 'substituted', value: { text, parameters: names.map((name) => values[name] ?? ''), writtenOffset } };
}

/** Block comments nest in SQL. */
function endOfBlockComment(statement: string, start: number): number {
  const edge = /\/\*|\*\//g;
  edge.lastIndex = start;
  let depth = 0;
  for (let match = edge.exec(statement); match !== null; match = edge.exec(statement)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return edge.lastIndex;
  }
  return statement.length;
}

function endOfDollarQuote(statement: string, start: number, tag: string): number {
  const end = statement.indexOf(tag, start + tag.length);
  return end === -1 ? statement.length : end + tag.length;
}
