import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  parseDocument,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import type { Severity } from './problem.ts';
import { code } from './wording.ts';

/** Something wrong with the YAML itself, from `start` to `end` in the text. */
export interface Fault {
  readonly rule: 'yaml' | 'yaml-limits';
  readonly severity: Severity;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A text that was read as YAML. `data` is undefined when its faults leave nothing to go by. */
export interface ReadDocument {
  readonly document?: Document.Parsed;
  readonly data?: unknown;
  readonly faults: readonly Fault[];
}

/** Far beyond what a checklist needs, far below what exhausts the stack. */
const DEEPEST = 64;
/** How many values a checklist may come to when every alias is written out: stops a small file from becoming a huge one. */
const MOST_VALUES = 500_000;

/** What YAML does not allow: control characters other than tabs and ends of lines. */
const CONTROL = /[^\P{Cc}\t\n\r\u0085]/u;

const KNOWN: Partial<Record<YAMLError['code'], string>> = {
  MULTIPLE_DOCS: 'a second YAML document begins here: one file holds one checklist',
  DUPLICATE_KEY: 'this key is already in the same map: each may stand there once',
  TAB_AS_INDENT: 'a tab cannot indent: use spaces',
  NON_STRING_KEY: 'a key must be text',
};

/** The library's words, where they are not those of people who write checklists. */
function wordsOf({ code: kind, message }: YAMLError): string {
  if (ADRIFT.test(message)) return 'this belongs to nothing before it: is it indented as its neighbours are?';
  if (message === 'Sequence item without - indicator') return 'neither a new item (`- `) nor indented as the keys of the item above';
  const words = message.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  return KNOWN[kind] ?? words.replace(/^missing closing (["'])quote/, 'missing closing quote $1');
}

const faultOf = (error: YAMLError, severity: Severity): Fault => ({
  rule: 'yaml',
  severity,
  message: wordsOf(error),
  start: error.pos[0],
  end: error.pos[1],
});

const limit = (message: string, node: Node | undefined): Fault => ({
  rule: 'yaml-limits',
  severity: 'error',
  message,
  start: node?.range?.[0] ?? 0,
  end: node?.range?.[1] ?? 0,
});

interface Visit {
  readonly node: unknown;
  readonly depth: number;
}

/** Depth first, in the order of the text, without recursion. */
function* nodesOf(root: ParsedNode | null): Generator<{ node: Node; depth: number }> {
  const waiting: Visit[] = [{ node: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    if (isPair(node)) waiting.push({ node: node.value, depth }, { node: node.key, depth });
    else if (isCollection(node)) {
      yield { node, depth };
      for (const item of node.items.toReversed()) waiting.push({ node: item, depth: depth + 1 });
    } else if (isScalar(node) || isAlias(node)) yield { node, depth };
  }
}

/** How deep a node is, and how many values it holds, once its aliases are written out. */
interface Extent {
  depth: number;
  values: number;
}

/** `<<` takes a map or a list of maps; the library throws when it meets anything else. */
function mergesOf(map: YAMLMap, anchors: ReadonlyMap<string, Node>): Fault[] {
  const meant = (node: unknown): unknown => (isAlias(node) ? (anchors.get(node.source) ?? node) : node);
  return map.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || key.value !== '<<') return [];
    const source = meant(value);
    const wrong = (isSeq(source) ? source.items : [source]).filter((each) => !isMap(meant(each)) && !isAlias(meant(each)));
    return wrong.length === 0
      ? []
      : [{ ...limit('`<<` takes in a map, an alias of a map, or a list of these', key), rule: 'yaml' as const }];
  });
}

/** Refuses what would make reading costly or endless: depth, aliases of nothing, of themselves, or of too much. */
function limitsOf(document: Document.Parsed): Fault[] {
  const anchors = new Map<string, Node>();
  const open: { node: Node; depth: number; extent: Extent }[] = [];
  const finished = new Map<Node, Extent>();
  const total: Extent = { depth: 0, values: 0 };
  const faults: Fault[] = [];

  const close = (depth: number): void => {
    while ((open.at(-1)?.depth ?? -1) >= depth) {
      const done = open.pop();
      if (done === undefined) return;
      finished.set(done.node, done.extent);
      add(done.extent);
    }
  };
  const add = (extent: Extent): void => {
    const parent = open.at(-1)?.extent ?? total;
    parent.depth = Math.max(parent.depth, extent.depth + 1);
    parent.values += extent.values;
  };

  for (const { node, depth } of nodesOf(document.contents)) {
    if (depth > DEEPEST) return [limit(`nested more than ${DEEPEST} levels deep`, node)];
    close(depth);
    if (isAlias(node)) {
      const meant = anchors.get(node.source);
      if (meant === undefined)
        faults.push({ ...limit(`no anchor ${code(`&${node.source}`)} stands before this alias`, node), rule: 'yaml' });
      else if (open.some((each) => each.node === meant)) faults.push(limit('this alias stands inside what it repeats', node));
      else add(finished.get(meant) ?? { depth: 0, values: 1 });
      const reached = open.length + (meant === undefined ? 0 : (finished.get(meant)?.depth ?? 0));
      if (reached > DEEPEST) return [limit(`nested more than ${DEEPEST} levels deep through this alias`, node)];
    } else {
      if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) anchors.set(node.anchor, node);
      if (isMap(node)) faults.push(...mergesOf(node, anchors));
      if (isCollection(node)) open.push({ node, depth, extent: { depth: 0, values: 1 } });
      else add({ depth: 0, values: 1 });
    }
    const sum = total.values + open.reduce((values, each) => values + each.extent.values, 0);
    if (sum > MOST_VALUES) return [limit(`more than ${MOST_VALUES} values once every alias is written out`, node)];
  }
  return faults;
}

const ADRIFT = / in YAML stream: /;

/** One slip is an error of everything that it stands in, and of everything after it that has lost its place: the first says most. */
function withoutEchoes(errors: readonly YAMLError[]): YAMLError[] {
  const adrift = errors.find(({ message }) => ADRIFT.test(message));
  return errors.filter(
    (error, index) =>
      errors.findIndex((each) => each.pos[0] === error.pos[0]) === index && (error === adrift || !ADRIFT.test(error.message)),
  );
}

/** A quote that is not closed is noticed at the end of the file; what helps is where it opens. */
function atOpeningQuote(fault: Fault, document: Document.Parsed): Fault {
  if (!fault.message.startsWith('missing closing quote')) return fault;
  let start: number | undefined;
  for (const { node } of nodesOf(document.contents)) {
    const quotes = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
    if (quotes && node.range) start = node.range[0];
  }
  return start === undefined ? fault : { ...fault, start, end: start + 1 };
}

function parse(text: string): { document?: Document.Parsed; faults: readonly Fault[] } {
  try {
    const document = parseDocument(text, {
      merge: true,
      stringKeys: true,
      prettyErrors: false,
      resolveKnownTags: false,
      // 'silent' would also be silent about a second document.
      logLevel: 'error',
    });
    return {
      document,
      faults: [
        ...withoutEchoes(document.errors).map((each) => atOpeningQuote(faultOf(each, 'error'), document)),
        ...document.warnings.map((each) => faultOf(each, 'warning')),
      ],
    };
  } catch (error) {
    // The parser recurses: a text nested thousands deep exhausts its stack.
    if (error instanceof RangeError) return { faults: [limit(`nested more than ${DEEPEST} levels deep`, undefined)] };
    throw error;
  }
}

/** Reads YAML 1.2 with merge keys. Every fault is reported; it never throws. `text` has no byte order mark. */
export function readDocument(text: string): ReadDocument {
  const control = CONTROL.exec(text);
  if (control !== null) {
    const number = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    const message = `a control character (U+${number}) cannot stand in a checklist: is the file saved as UTF-8 text?`;
    return { faults: [{ rule: 'yaml', severity: 'error', message, start: control.index, end: control.index + 1 }] };
  }
  const { document, faults } = parse(text);
  if (document === undefined) return { faults };
  // A repeated key leaves the rest as it is; after any other error the data is a guess.
  const broken = document.errors.some(({ code: kind }) => kind !== 'DUPLICATE_KEY');
  const limits = broken ? [] : limitsOf(document);
  const bad = broken || limits.length > 0;
  const empty = document.contents === null || (isScalar(document.contents) && document.contents.value === null);
  if (!bad && empty) {
    const message = 'the file is empty: a checklist begins with `checklist: name`';
    return { document, faults: [...faults, { rule: 'yaml', severity: 'error', message, start: 0, end: 0 }] };
  }
  if (bad) return { document, faults: [...faults, ...limits] };
  // The limits above are stricter than the library's count of aliases.
  return { document, data: document.toJS({ maxAliasCount: -1 }), faults };
}
