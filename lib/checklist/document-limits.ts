import { type Document, isAlias, isCollection, isMap, isPair, isScalar, isSeq, type Node, type ParsedNode, type YAMLMap } from 'yaml';
import type { Fault } from './fault.ts';
import { code } from './wording.ts';

/** Far beyond what a checklist needs, far below what exhausts the stack. */
const DEEPEST = 64;
/** How many values a checklist may come to when every alias is written out: stops a small file from becoming a huge one. */
const MOST_VALUES = 500_000;

/** A fault of what is too deep, too much, or endless. */
const limit = (message: string, node: Node | undefined): Fault => ({
  rule: 'yaml-limits',
  severity: 'error',
  message,
  start: node?.range?.[0] ?? 0,
  end: node?.range?.[1] ?? 0,
});

/** Nested deeper than a checklist ever is. */
export const tooDeep = (node: Node | undefined, through = ''): Fault => limit(`nested more than ${DEEPEST} levels deep${through}`, node);

interface Visit {
  readonly node: unknown;
  readonly depth: number;
}

/** Depth first, in the order of the text, without recursion. */
export function* nodesOf(root: ParsedNode | null): Generator<{ node: Node; depth: number }> {
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

/** `<<`, unless in quotes, takes a map or a list of maps; the library throws when it meets anything else. */
function mergesOf(map: YAMLMap, anchors: ReadonlyMap<string, Node>): Fault[] {
  const meant = (node: unknown): unknown => (isAlias(node) ? (anchors.get(node.source) ?? node) : node);
  return map.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || key.value !== '<<' || key.type !== 'PLAIN') return [];
    const source = meant(value);
    const wrong = (isSeq(source) ? source.items : [source]).filter((each) => !isMap(meant(each)) && !isAlias(meant(each)));
    return wrong.length === 0
      ? []
      : [{ ...limit('`<<` takes in a map, an alias of a map, or a list of these', key), rule: 'yaml' as const }];
  });
}

/** Refuses what would make reading costly or endless: depth, aliases of nothing, of themselves, or of too much. */
export function limitsOf(document: Document.Parsed): Fault[] {
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
      // An anchor may stand inside the map itself, even at the merge key.
      if (isMap(done.node)) faults.push(...mergesOf(done.node, anchors));
      add(done.extent);
    }
  };
  const add = (extent: Extent): void => {
    const parent = open.at(-1)?.extent ?? total;
    parent.depth = Math.max(parent.depth, extent.depth + 1);
    parent.values += extent.values;
  };

  for (const { node, depth } of nodesOf(document.contents)) {
    if (depth > DEEPEST) return [tooDeep(node)];
    close(depth);
    if (isAlias(node)) {
      const meant = anchors.get(node.source);
      if (meant === undefined)
        faults.push({ ...limit(`no anchor ${code(`&${node.source}`)} stands before this alias`, node), rule: 'yaml' });
      else if (open.some((each) => each.node === meant)) faults.push(limit('this alias stands inside what it repeats', node));
      else add(finished.get(meant) ?? { depth: 0, values: 1 });
      const reached = open.length + (meant === undefined ? 0 : (finished.get(meant)?.depth ?? 0));
      if (reached > DEEPEST) return [tooDeep(node, ' through this alias')];
    } else {
      if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) anchors.set(node.anchor, node);
      if (isCollection(node)) open.push({ node, depth, extent: { depth: 0, values: 1 } });
      else add({ depth: 0, values: 1 });
    }
    const sum = total.values + open.reduce((values, each) => values + each.extent.values, 0);
    if (sum > MOST_VALUES) return [limit(`more than ${MOST_VALUES} values once every alias is written out`, node)];
  }
  close(0);
  return faults;
}
