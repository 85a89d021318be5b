/** `$NAME` and `${NAME}`; names as in the checklist: capitals, digits, underscores. */
const REFERENCE = /\$(?:\{([A-Z_][A-Z0-9_]*)\}|([A-Z_][A-Z0-9_]*))/g;

/** A text or data with its names replaced, or the names that have no value. Nothing is ever replaced by an empty guess. */
export type Substituted<T> =
  | { readonly kind: 'substituted'; readonly value: T }
  | { readonly kind: 'missing'; readonly names: readonly string[] };

type Values = Readonly<Record<string, string>>;

/** How a value is written where it lands; `template` and `offset` say where that is. */
type Encode = (value: string, place: { readonly template: string; readonly offset: number; readonly length: number }) => string;

const asItIs: Encode = (value) => value;

/** Replaces every `$NAME` and `${NAME}` of a text in one pass: what a value holds is never replaced again. */
export function substitute(template: string, values: Values, encode: Encode = asItIs): Substituted<string> {
  const missing = new Set<string>();
  const value = template.replace(REFERENCE, (reference, braced: string | undefined, bare: string | undefined, offset: number) => {
    const name = braced ?? bare ?? '';
    const found = Object.hasOwn(values, name) ? values[name] : undefined;
    if (found !== undefined) return encode(found, { template, offset, length: reference.length });
    missing.add(name);
    return reference;
  });
  return missing.size === 0 ? { kind: 'substituted', value } : { kind: 'missing', names: [...missing] };
}

/** Replaces the names in every text of a JSON value; keys are left alone. */
export function substituteJson(template: unknown, values: Values): Substituted<unknown> {
  if (typeof template === 'string') return substitute(template, values);
  if (typeof template !== 'object' || template === null) return { kind: 'substituted', value: template };
  const keys = Object.keys(template);
  const all = substituteAll(Object.values(template).map((each) => substituteJson(each, values)));
  if (all.kind === 'missing' || Array.isArray(template)) return all;
  return { kind: 'substituted', value: Object.fromEntries(keys.map((key, index) => [key, all.value[index]])) };
}

/** Many substitutions as one: all the values, or all the missing names. */
export function substituteAll<T>(parts: readonly Substituted<T>[]): Substituted<readonly T[]> {
  const names = parts.flatMap((part) => (part.kind === 'missing' ? part.names : []));
  if (names.length > 0) return { kind: 'missing', names: [...new Set(names)] };
  return { kind: 'substituted', value: parts.flatMap((part) => (part.kind === 'substituted' ? [part.value] : [])) };
}

/** What a person is told: `$BASE_URL is not set: …`. */
export function missingReason(names: readonly string[]): string {
  const list = names.map((name) => `$${name}`).join(', ');
  return `${list} ${names.length === 1 ? 'is' : 'are'} not set: add ${names.length === 1 ? 'it' : 'them'} to the environment's variables or secrets, or capture ${names.length === 1 ? 'it' : 'them'} in an earlier step`;
}
