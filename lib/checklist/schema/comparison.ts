import { z } from 'zod';

export type Scalar = string | number | boolean | null;
export type Operator = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** What a value is held against. Written as a plain value, `<= 20 ms`, `2xx`, `/regex/i`, or one of the objects below. */
export type Comparison =
  | { readonly kind: 'equals'; readonly value: Scalar }
  | { readonly kind: 'compares'; readonly operator: Operator; readonly number: number; readonly unit?: string }
  | { readonly kind: 'matches'; readonly pattern: string; readonly flags: string }
  | { readonly kind: 'status-class'; readonly hundreds: number }
  | { readonly kind: 'contains'; readonly text: string }
  | { readonly kind: 'one-of'; readonly values: readonly Scalar[] }
  | { readonly kind: 'between'; readonly low: number; readonly high: number }
  | { readonly kind: 'version'; readonly operator: Operator; readonly version: string }
  | { readonly kind: 'not'; readonly comparison: Comparison };

const COMPARES = /^(<=|>=|==|!=|<|>)\s*(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*([A-Za-z%][A-Za-z/%]*)?$/i;
const CLASS = /^([1-5])xx$/;
const VERSION = /^(<=|>=|==|!=|<|>)\s*(v?\d{1,9}(?:\.\d{1,9})*(?:[-._]?[A-Za-z][A-Za-z0-9.]*)?)$/;
const REGEX = /^\/(.+)\/([dgimsuvy]*)$/s;

/** `/pattern/flags` → its parts; undefined when the text is not of that form or not a valid expression. */
export function parseRegex(text: string): { pattern: string; flags: string } | undefined {
  const [, pattern, flags] = REGEX.exec(text) ?? [];
  if (pattern === undefined || flags === undefined) return undefined;
  try {
    new RegExp(pattern, flags);
    return { pattern, flags };
  } catch {
    return undefined;
  }
}

/** Text that starts like an operator or a regular expression but is neither would silently be compared as text: refuse it. */
const readsAsText = (text: string): boolean => !/^[<>]|^[=!]=|^\//.test(text);

function fromText(text: string): Comparison {
  const [, operator, number, unit] = COMPARES.exec(text) ?? [];
  if (operator !== undefined)
    return { kind: 'compares', operator: operator as Operator, number: Number(number), ...(unit === undefined ? {} : { unit }) };
  const [, hundreds] = CLASS.exec(text) ?? [];
  if (hundreds !== undefined) return { kind: 'status-class', hundreds: Number(hundreds) };
  const regex = parseRegex(text);
  return regex === undefined ? { kind: 'equals', value: text } : { kind: 'matches', ...regex };
}

const text = z.string().refine((value) => COMPARES.test(value) || parseRegex(value) !== undefined || readsAsText(value), {
  error:
    'expected a comparison such as "<= 20 ms", a regular expression such as /ok/i, or plain text (write { equals: "…" } for text that starts like an operator)',
});
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const version = z
  .string()
  .regex(VERSION, 'expected an operator and a version, such as ">= 1.13.0"')
  .meta({ examples: ['>= 3.8', '< 2'] });

const written = z.union([
  text.describe('`<= 20 ms`, `!= 0`, `2xx`, `/regex/i`, or the exact text'),
  z.number().describe('exactly this number'),
  z.boolean().describe('exactly this'),
  z.null().describe('exactly null'),
  z.strictObject({ equals: scalar.describe('exactly this value, taken literally') }),
  z.strictObject({ contains: z.string().min(1).describe('text that must occur') }),
  z.strictObject({ 'one-of': z.array(scalar).min(1).describe('any one of these values') }),
  z.strictObject({ between: z.tuple([z.number(), z.number()]).describe('lowest and highest value, both included') }),
  z.strictObject({ version: version.describe('a version, number by number: 3.11 is above 3.8, and 2.0rc1 below 2.0') }),
  z.strictObject({
    get not() {
      return comparison.describe('the comparison that must not hold');
    },
  }),
]);
type Written = z.output<typeof written>;

function decode(value: Written): Comparison {
  if (typeof value === 'string') return fromText(value);
  if (typeof value !== 'object' || value === null) return { kind: 'equals', value };
  if ('equals' in value) return { kind: 'equals', value: value.equals };
  if ('contains' in value) return { kind: 'contains', text: value.contains };
  if ('one-of' in value) return { kind: 'one-of', values: value['one-of'] };
  if ('between' in value) return { kind: 'between', low: value.between[0], high: value.between[1] };
  if ('version' in value) return versionFrom(value.version);
  return { kind: 'not', comparison: value.not };
}

function versionFrom(text: string): Comparison {
  const [, operator, wanted = ''] = VERSION.exec(text) ?? [];
  return { kind: 'version', operator: operator as Operator, version: wanted };
}

function encode(value: Comparison): Written {
  switch (value.kind) {
    case 'equals': {
      const plain = typeof value.value !== 'string' || (readsAsText(value.value) && fromText(value.value).kind === 'equals');
      return plain ? value.value : { equals: value.value };
    }
    case 'compares':
      return `${value.operator} ${value.number}${value.unit === undefined ? '' : value.unit === '%' ? '%' : ` ${value.unit}`}`;
    case 'matches':
      return `/${value.pattern}/${value.flags}`;
    case 'status-class':
      return `${value.hundreds}xx`;
    case 'contains':
      return { contains: value.text };
    case 'one-of':
      return { 'one-of': [...value.values] };
    case 'between':
      return { between: [value.low, value.high] };
    case 'version':
      return { version: `${value.operator} ${value.version}` };
    case 'not':
      return { not: value.comparison };
  }
}

const isComparison = (value: unknown): value is Comparison => typeof value === 'object' && value !== null && 'kind' in value;

export const comparison: z.ZodCodec<typeof written, z.ZodCustom<Comparison>> = z.codec(written, z.custom<Comparison>(isComparison), {
  decode,
  encode,
});

/** `<= 20 ms`: only an order, never a text. What a `measure` aims at. */
export const target = z.codec(
  z
    .string()
    .regex(COMPARES, 'expected an operator, a number and perhaps a unit, such as "<= 20 ms"')
    .meta({ examples: ['<= 20 ms', '> 99.5 %'] }),
  z.custom<Extract<Comparison, { kind: 'compares' }>>((value) => isComparison(value) && value.kind === 'compares'),
  { decode: (value) => fromText(value) as Extract<Comparison, { kind: 'compares' }>, encode: (value) => encode(value) as string },
);

const PERCENT = /^<=?\s*(-?\d+(?:\.\d+)?)\s*%$/;

/** `<= 10%`: how much worse than its baseline a measure may be, as a fraction (0.1); negative when it must be better. */
export const regression = z.codec(
  z
    .string()
    .regex(PERCENT, 'expected a limit in percent, such as "<= 10%"')
    .meta({ examples: ['<= 10%', '<= -50%'] }),
  z.number(),
  { decode: (value) => Number(PERCENT.exec(value)?.[1]) / 100, encode: (value) => `<= ${Number((value * 100).toPrecision(12))}%` },
);
