/** One step into a value: a key, or an index (negative ones count from the end). */
type Segment = string | number;

/** A parsed path, or why it cannot be used. */
export type JsonPath =
  | { readonly kind: 'path'; readonly segments: readonly Segment[] }
  | { readonly kind: 'unsupported'; readonly reason: string };

const SEGMENT = /\.([\p{L}_][\p{L}\p{N}_-]*)|\[\s*(-?\d+)\s*\]|\[\s*'((?:[^'\\]|\\.)*)'\s*\]|\[\s*"((?:[^"\\]|\\.)*)"\s*\]/uy;

const withoutEscapes = (text: string): string => text.replace(/\\(.)/gs, '$1');

/** Reads `$.a.b`, `$['a b']`, `$[0]`, `$[-1]` and their combinations: a path to one value. Searches and filters are refused. */
export function parseJsonPath(text: string): JsonPath {
  if (!text.startsWith('$')) return { kind: 'unsupported', reason: `the path ${text} must begin with $` };
  const segments: Segment[] = [];
  const expression = new RegExp(SEGMENT);
  expression.lastIndex = 1;
  let end = 1;
  while (end < text.length) {
    const match = expression.exec(text);
    if (match === null) {
      const rest = text.slice(end, end + 20);
      return {
        kind: 'unsupported',
        reason: `the path ${text} cannot be read from "${rest}" on: use .name, ['a name'], [0] or [-1]; wildcards, slices and filters are not supported`,
      };
    }
    const [, name, index, single, double] = match;
    segments.push(name ?? (index === undefined ? withoutEscapes(single ?? double ?? '') : Number(index)));
    end = expression.lastIndex;
  }
  return { kind: 'path', segments };
}

/** What stands at the path. `found: false` says that nothing does; `null` is something. */
export function readJsonPath(value: unknown, segments: readonly Segment[]): { readonly found: boolean; readonly value?: unknown } {
  let current = value;
  for (const segment of segments) {
    const next = child(current, segment);
    if (!next.found) return next;
    current = next.value;
  }
  return { found: true, value: current };
}

function child(value: unknown, segment: Segment): { readonly found: boolean; readonly value?: unknown } {
  if (Array.isArray(value)) {
    if (segment === 'length') return { found: true, value: value.length };
    const index = typeof segment === 'number' ? (segment < 0 ? value.length + segment : segment) : -1;
    return index >= 0 && index < value.length ? { found: true, value: value[index] } : { found: false };
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return { found: false };
  return { found: true, value: (value as Record<string, unknown>)[segment] };
}
