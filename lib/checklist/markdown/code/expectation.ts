import type { Comparison } from '../../schema/comparison.ts';
import type { Expectation } from '../../schema/expectation.ts';
import { says } from '../vocabulary/words.ts';

/** What words such as `# Expected: …` come to, where that is certain. */
export type Understood =
  /** That it ends without an error is all that is asked. */
  | { readonly kind: 'success' }
  | { readonly kind: 'expect'; readonly expect: Expectation; readonly value?: string }
  | { readonly kind: 'measure'; readonly value: string; readonly target: Extract<Comparison, { kind: 'compares' }> };

export interface ExpectationContext {
  readonly probe: 'command' | 'http' | 'sql';
  /** The command, request or statement that the words are about. */
  readonly code: string;
}

const LEAD =
  /^(?:(?:expected|expect|should(?: be| return| show| display| print| output| say)?|returns?|output|result|erwartet|attendu|esperado|期待値?|预期)(?: (?:output|result|response|status|value|ausgabe|wert))?\s*[:：=]\s*|(?:->|→|=>|#=>)\s*)/i;
/** Longer words tell a story. */
const MAX_LENGTH = 300;
const REMARK = /\s*\([^()]*\)\s*$/;
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
const output = (comparison: Comparison): Understood => ({ kind: 'expect', expect: { output: comparison } });
const contains = (text: string): Understood => output({ kind: 'contains', text });
const matches = (pattern: string, flags = ''): Understood => output({ kind: 'matches', pattern, flags });

const SUCCESS =
  /^(?:(?:all |the )?(?:[\w-]+ ){0,4}tests? (?:should |must )?pass(?:es|ed)?|(?:it |this |all |should |must )*(?:succeeds?|pass(?:es)?|complete[sd]?(?: successfully)?|works?|exits? (?:with )?(?:code )?0|exit code:? 0|no errors?)|(?:should |must )?(?:run|show|display|print|complete|load|start|work|list|import)s?(?: [\w-]+){0,4} without (?:any )?(?:[\w-]+ )?errors?)[.!]?$/i;

/** `Should show: check, install-help, status subcommands` → the names; each must occur. */
function namesIn(text: string): string[] | undefined {
  const [, list] = /^(?:should |must )?(?:show|display|list|contain|include|print)s?(?:[^:,]{0,40})?[:：]\s*(.+)$/i.exec(text) ?? [];
  const names = list
    ?.split(/,|\band\b/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names === undefined || names.length < 2) return undefined;
  // The last may carry a noun: `status subcommands`.
  const last = names.at(-1) ?? '';
  const bare = [
    ...names.slice(0, -1),
    last.replace(/ (?:sub-?)?(?:commands?|options?|flags?|names?|entries|tables?|columns?|keys?)$/i, ''),
  ];
  return bare.every((name) => /^[`"']?[\w./:-]{2,40}[`"']?$/.test(name)) ? bare.map((name) => name.replace(/[`"']/g, '')) : undefined;
}

/** A printed number just before the words that limit it: `print(f'overhead: {x:.2f}ms')`, then `Expected: <10ms`. */
function measureOf(text: string, code: string): Understood | undefined {
  const [, operator, limit, unit = ''] =
    /^(<=|>=|<|>|≤|≥|under |below |less than |at most |at least |more than )\s*(\d+(?:\.\d+)?)\s*(ms|s|seconds?|%|mb|gb)?$/i.exec(text) ??
    [];
  if (operator === undefined || limit === undefined) return undefined;
  const prints = [...code.matchAll(/print\(f(["'])((?:(?!\1)[^\\\n])*)\1\)/g)].map((match) => match[2] ?? '');
  const [printed] = prints.slice(-1);
  const holes = printed?.match(/\{[^{}]*\}/g) ?? [];
  if (printed === undefined || holes.length !== 1 || !/:\.?\d*[fdeg]?\}$|^\{\w+\}$/.test(holes[0] ?? '')) return undefined;
  const [before = '', after = ''] = printed.split(holes[0] ?? '');
  // Only when the printed unit is the expected one can the numbers be compared.
  if (before.trim().length < 4 || (unit !== '' && after.trim().split(/\s/)[0] !== unit)) return undefined;
  const signs: Readonly<Record<string, '<' | '<=' | '>' | '>='>> = {
    '≤': '<=',
    '≥': '>=',
    'under ': '<',
    'below ': '<',
    'less than ': '<',
    'at most ': '<=',
    'at least ': '>=',
    'more than ': '>',
  };
  const sign = signs[operator.toLowerCase()] ?? (operator as '<' | '<=' | '>' | '>=');
  return {
    kind: 'measure',
    value: `/${escaped(before.trimStart())}(-?[\\d.]+)/`,
    target: { kind: 'compares', operator: sign, number: Number(limit), ...(unit === '' ? {} : { unit }) },
  };
}

function ofTests(text: string, code: string): Understood | undefined {
  const [, count, more] =
    /^(\d+)(\+)? (?:tests? )?(?:passing|passed|pass)(?:,? (?:and )?(?:0|no) (?:failures?|failed))?$/i.exec(text) ?? [];
  if (count === undefined || !/\bpytest\b/.test(code)) return undefined;
  const comparison: Comparison =
    more === undefined ? { kind: 'equals', value: Number(count) } : { kind: 'compares', operator: '>=', number: Number(count) };
  return { kind: 'expect', expect: { value: comparison }, value: '/(\\d+) passed/' };
}

function ofSql(text: string): Understood | undefined {
  const [, count] = /^(?:should (?:return |be )|returns? )?(\d+|no) rows?$/i.exec(text) ?? [];
  return count === undefined
    ? undefined
    : { kind: 'expect', expect: { rows: { kind: 'equals', value: count.toLowerCase() === 'no' ? 0 : Number(count) } } };
}

function ofHttp(text: string): Understood | undefined {
  const [, status] =
    /^(?:(?:should |must )?(?:returns?|be|respond(?:s)? with) )?(?:http(?:\/[\d.]+)? )?(?:status(?: code)?:? )?([1-5]\d\d)(?: ok| created| accepted| no content)?$/i.exec(
      text,
    ) ?? [];
  if (status !== undefined) return { kind: 'expect', expect: { status: { kind: 'equals', value: Number(status) } } };
  if (!text.startsWith('{')) return undefined;
  try {
    const json = Object.entries(JSON.parse(text) as Record<string, unknown>);
    const certain =
      json.length > 0 && json.every(([key, value]) => /^[A-Za-z_]\w*$/.test(key) && /^(?:string|number|boolean)$/.test(typeof value));
    // Times and versions differ from answer to answer.
    if (!certain || json.some(([key]) => /time|date|version|uptime|id$/i.test(key))) return undefined;
    return {
      kind: 'expect',
      expect: { json: Object.fromEntries(json.map(([key, value]) => [`$.${key}`, { kind: 'equals', value } as Comparison])) },
    };
  } catch {
    return undefined;
  }
}

/** What stands literally in the output: `"ok"`, `(50, 50, 3)`, `PONG`, `42`. */
function literal(text: string): Understood | undefined {
  const [, quoted] = /^["'`“]([^"'`“”]{2,80})["'`”]$/.exec(text) ?? [];
  if (quoted !== undefined) return contains(quoted);
  if (/^[([][\w\s,.'"-]{2,80}[)\]]$/.test(text)) return contains(text);
  if (/^\d+$/.test(text)) return matches(`(?<![\\d.])${text}(?![\\d.]*\\d)`);
  // Small letters describe (`running`, `enough`), and so do some capitals; what a program shouts is its own word.
  return /^(?:[A-Z]{2,}|true|false|True|False)$/.test(text) && !/^(?:OK|PASS|PASSED|FAIL|FAILED|YES|NO|UP|DOWN|NONE|ALL)$/.test(text)
    ? contains(text)
    : undefined;
}

/** `All queries should show "Index Scan" not "Seq Scan"`. */
function quotedWords(text: string): Understood | undefined {
  const [, wanted, unwanted] =
    /\b(?:should|must|to) (?:show|use|contain|include|display|say|print) ["“`]([^"”`]{2,60})["”`](?:(?:,| and| but)? not ["“`]([^"”`]{2,60})["”`])?[.!]?$/i.exec(
      text,
    ) ?? [];
  if (wanted === undefined) return undefined;
  return unwanted === undefined ? contains(wanted) : matches(`^(?![\\s\\S]*${escaped(unwanted)})[\\s\\S]*${escaped(wanted)}`);
}

/** True when a text tells what is expected, in any of the languages. */
export const tellsExpectation = (text: string): boolean =>
  LEAD.test(text) ||
  /^(?:all|both|no|each|every)\b.{0,80}\b(?:should|must)\b/i.test(text) ||
  says(/^\S*/.exec(text)?.[0] ?? '', 'expected');

/** Understands what is expected where only one reading is possible; undefined otherwise. */
export function understand(words: string, { probe, code }: ExpectationContext): Understood | undefined {
  if (words.length > MAX_LENGTH) return undefined;
  const text = words.replace(LEAD, '').trim();
  const bare = text.replace(REMARK, '').trim();
  if (SUCCESS.test(bare)) return { kind: 'success' };
  const names = namesIn(words);
  if (names !== undefined) return matches(`^${names.map((name) => `(?=[\\s\\S]*${escaped(name)})`).join('')}`);
  const quoted = quotedWords(bare);
  if (quoted !== undefined) return quoted;
  if (probe === 'http') return ofHttp(text) ?? ofHttp(bare);
  if (probe === 'sql') return ofSql(bare);
  const led = LEAD.test(words);
  return measureOf(bare, code) ?? ofTests(bare, code) ?? (led ? literal(bare === '' ? text : bare) : undefined);
}
