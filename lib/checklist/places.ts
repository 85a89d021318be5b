import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair } from 'yaml';
import { PROBE_KINDS } from '../probes/schema.ts';
import type { At, Path } from './problem.ts';
import { toKebab } from './schema/kebab.ts';
import { VERBS } from './schema/step.ts';

/** Where in the text; line and column from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** In UTF-16 units, never beyond the end of the line. */
  readonly length: number;
}

/** Finds where things are written. Paths may be as written (`no-go`, `migrate`, `command`) or as read (`noGo`, `title`, `probe.run`). */
export interface Places {
  /** Of what is nearest to the path when the path itself is not written. */
  of(path: Path, at?: At): Place;
  /** From one offset to another. */
  between(start: number, end: number): Place;
  /** The value's own characters: `0012`, where the value is 12. */
  source(path: Path): string | undefined;
}

interface Spot {
  readonly key?: Node;
  readonly value?: Node;
}

type Pairs = readonly Pair[];

const keyOf = (pair: Pair): string | undefined => (isScalar(pair.key) ? String(pair.key.value) : undefined);

/** What a text with no byte order mark and its document say about places; without a document every path is at its beginning. */
export function placesIn(text: string, document: Document.Parsed | undefined): Places {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1);

  const follow = (node: unknown): Node | undefined => {
    let current = node;
    while (isAlias(current)) current = document === undefined ? undefined : current.resolve(document);
    return (current ?? undefined) as Node | undefined;
  };

  const merged = (items: Pairs): Pairs =>
    items.flatMap((pair) => {
      if (keyOf(pair) !== '<<') return [pair];
      const source = follow(pair.value);
      const maps = isSeq(source) ? source.items.map(follow) : [source];
      return maps.flatMap((map) => (isMap(map) ? merged(map.items) : []));
    });

  const find = (items: Pairs, key: string | number): Spot | undefined => {
    const named = (...names: readonly string[]): Pair | undefined => {
      const pairs = items.some((each) => keyOf(each) === '<<') ? merged(items) : items;
      return pairs.find((each) => names.includes(keyOf(each) ?? ''));
    };
    const pair =
      named(String(key)) ??
      named(toKebab(String(key))) ??
      (key === 'title' ? named(...VERBS) : undefined) ??
      (key === 'probe' ? named(...PROBE_KINDS) : undefined);
    if (pair !== undefined) return spot(pair);
    const verb = key === 'verb' ? named(...VERBS) : undefined;
    return verb === undefined ? undefined : { key: verb.key as Node, value: verb.key as Node };
  };

  const spot = (pair: Pair): Spot => {
    const value = follow(pair.value);
    return { key: pair.key as Node, ...(value === undefined ? {} : { value }) };
  };

  const locate = (path: Path): { spot: Spot; found: boolean } => {
    const root = follow(document?.contents);
    let current: Spot = root === undefined ? {} : { value: root };
    for (const key of path) {
      const { value } = current;
      const item = isSeq(value) ? follow(value.items[Number(key)]) : undefined;
      const next = isMap(value) ? find(value.items, key) : item === undefined ? undefined : { value: item };
      // The short form of a probe is the text itself.
      if (next === undefined) return { spot: current, found: isScalar(value) };
      current = next;
    }
    return { spot: current, found: true };
  };

  const between = (start: number, end: number): Place => {
    const from = Math.max(0, Math.min(start, text.length));
    const newline = text.slice(from, Math.max(from, end)).search(/\r?\n/);
    const to = newline === -1 ? Math.min(Math.max(from, end), text.length) : from + newline;
    const { line, col } = lines.linePos(from);
    return { line, column: col, length: text.slice(from, to).trimEnd().length };
  };

  /** A block map is shown by its first key, where the eye finds it. */
  const placeOf = ({ key, value }: Spot): Place => {
    const first = isMap(value) && value.flow !== true ? value.items[0]?.key : undefined;
    const shown = key === undefined || !isMap(value) ? ((first as Node | undefined) ?? value ?? key) : key;
    const [start = 0, end = 0] = shown?.range ?? [];
    // A key without a value has its null where the next thing begins.
    const [keyStart, keyEnd] = key?.range ?? [];
    return start === end && keyStart !== undefined && keyEnd !== undefined ? between(keyStart, keyEnd) : between(start, end);
  };

  const within = ({ value }: Spot, fragment: string): Place | undefined => {
    const [start, end] = value?.range ?? [];
    if (start === undefined || end === undefined) return undefined;
    const offset = text.slice(start, end).indexOf(fragment);
    return offset === -1 ? undefined : between(start + offset, start + offset + fragment.length);
  };

  return {
    of(path, at = 'value') {
      const { spot: there, found } = locate(path);
      const key = there.key?.range;
      if (at === 'key' && found && key) return between(key[0], key[1]);
      if (typeof at === 'object') return within(there, at.text) ?? placeOf(there);
      return placeOf(there);
    },
    between,
    source(path) {
      const { spot: there, found } = locate(path);
      return found && isScalar(there.value) ? there.value.source : undefined;
    },
  };
}
