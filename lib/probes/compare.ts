import type { Comparison, Operator, Scalar } from '../checklist/schema/comparison.ts';
import { convert, printQuantity, readQuantity } from './quantity.ts';
import { searchText } from './regex.ts';
import { compareVersions, readVersion } from './version.ts';

/** Whether a comparison holds; `incomparable` when it cannot be told (text against a limit, ms against MB). */
export type Held = { readonly kind: 'holds' } | { readonly kind: 'differs' } | { readonly kind: 'incomparable'; readonly reason: string };

const held = (holds: boolean): Held => ({ kind: holds ? 'holds' : 'differs' });

/**
 * Holds a value against a comparison. Texts lose one trailing line end before they are compared whole, as in a shell's
 * command substitution; a number equals the text that writes it.
 */
export function holds(comparison: Comparison, actual: unknown): Held {
  switch (comparison.kind) {
    case 'equals':
      return held(equal(comparison.value, actual));
    case 'one-of':
      return held(comparison.values.some((value) => equal(value, actual)));
    case 'contains':
      return held(contains(comparison.text, actual));
    case 'matches':
      return matches(comparison.pattern, comparison.flags, actual);
    case 'status-class':
      return numeric(actual, undefined, (number) => Math.floor(number / 100) === comparison.hundreds);
    case 'compares':
      return numeric(actual, comparison.unit, (number) => ordered(comparison.operator, number, comparison.number));
    case 'between':
      return numeric(actual, undefined, (number) => number >= comparison.low && number <= comparison.high);
    case 'version':
      return versioned(comparison, actual);
    case 'not':
      return negate(holds(comparison.comparison, actual));
    default:
      return comparison satisfies never;
  }
}

function negate(result: Held): Held {
  return result.kind === 'incomparable' ? result : held(result.kind === 'differs');
}

function equal(expected: Scalar, actual: unknown): boolean {
  if (expected === actual) return true;
  if (actual === null || expected === null || typeof actual === 'object' || actual === undefined) return false;
  const text = typeof actual === 'string' ? actual.replace(/\r?\n$/, '') : String(actual);
  if (typeof expected === 'number' && text.trim() !== '') return Number(text) === expected;
  return text === String(expected).replace(/\r?\n$/, '');
}

const contains = (text: string, actual: unknown): boolean =>
  Array.isArray(actual) ? actual.some((each) => equal(text, each)) : asText(actual).includes(text);

function matches(pattern: string, flags: string, actual: unknown): Held {
  const result = searchText(pattern, flags, asText(actual));
  return result.kind === 'unusable' ? { kind: 'incomparable', reason: result.reason } : held(result.kind === 'match');
}

function numeric(actual: unknown, unit: string | undefined, test: (number: number) => boolean): Held {
  const quantity = readQuantity(actual);
  if (quantity === undefined) return { kind: 'incomparable', reason: 'expected a number' };
  const converted = convert(quantity, unit);
  return 'reason' in converted ? { kind: 'incomparable', reason: converted.reason } : held(test(converted.number));
}

function versioned({ operator, version }: Extract<Comparison, { kind: 'version' }>, actual: unknown): Held {
  const [found, wanted] = [readVersion(actual), readVersion(version)];
  if (found === undefined || wanted === undefined) return { kind: 'incomparable', reason: 'expected a version' };
  return held(ordered(operator, compareVersions(found, wanted), 0));
}

/** `<=`, `>` and so on, between two numbers of the same unit. */
export function ordered(operator: Operator, left: number, right: number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    default:
      return operator satisfies never;
  }
}

/** A value as text: texts as they are, everything else as JSON. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

const printScalar = (value: Scalar): string => JSON.stringify(value);

/** The comparison in the words of a reason: `200`, `<= 20 ms`, `text containing "ok"`. */
export function printComparison(comparison: Comparison): string {
  switch (comparison.kind) {
    case 'equals':
      return printScalar(comparison.value);
    case 'one-of':
      return comparison.values.length === 1
        ? comparison.values.map(printScalar).join()
        : `one of ${comparison.values.map(printScalar).join(', ')}`;
    case 'contains':
      return `text containing ${printScalar(comparison.text)}`;
    case 'matches':
      return `/${comparison.pattern}/${comparison.flags}`;
    case 'status-class':
      return `${comparison.hundreds}xx`;
    case 'compares':
      return `${comparison.operator} ${printQuantity(comparison)}`;
    case 'between':
      return `between ${comparison.low} and ${comparison.high}`;
    case 'version':
      return `version ${comparison.operator} ${comparison.version}`;
    case 'not':
      return `not ${printComparison(comparison.comparison)}`;
    default:
      return comparison satisfies never;
  }
}
