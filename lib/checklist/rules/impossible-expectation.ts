import type { Finding, Path } from '../problem.ts';
import type { Comparison, Scalar } from '../schema/comparison.ts';
import { code, quoted } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isProbingAt } from './subject.ts';

/** What is counted, and the values it can have. */
const RANGES = { exitCode: ['exit-code', 0, 255], status: ['status', 100, 599], rows: ['rows', 0, Number.MAX_SAFE_INTEGER] } as const;

function* emptyRanges(comparison: Comparison, path: Path): Generator<Finding> {
  if (comparison.kind === 'not') yield* emptyRanges(comparison.comparison, path);
  if (comparison.kind !== 'between' || comparison.low <= comparison.high) return;
  yield { message: `nothing is between ${comparison.low} and ${comparison.high}: the lowest value comes first`, path };
}

/** A number equals the text that writes it; `$NAME` may come to one. */
const isCount = (value: Scalar): boolean =>
  typeof value === 'string' ? /^\d+$/.test(value) || value.includes('$') : typeof value === 'number' && Number.isInteger(value);

function impossible(comparison: Comparison, name: string, low: number, high: number): string | undefined {
  const values = comparison.kind === 'equals' ? [comparison.value] : comparison.kind === 'one-of' ? comparison.values : undefined;
  const possible = values?.some((value) => isCount(value) && !(Number(value) < low || Number(value) > high)) ?? true;
  if (possible) return undefined;
  const [first] = values ?? [];
  const got = typeof first === 'string' ? quoted(first) : String(first);
  return `${code(name)} can never be ${got}: it is a whole number${high === Number.MAX_SAFE_INTEGER ? '' : ` from ${low} to ${high}`}`;
}

export const impossibleExpectation: Rule = {
  id: 'impossible-expectation',
  severity: 'error',
  explanation:
    'An expectation that no answer can meet: a status of 20, rows of "many", a range whose lower end is above its upper. The check would always fail, and the rollback with it.',
  *find({ steps }) {
    for (const { step, path } of steps.filter(isProbingAt)) {
      const { expect = {} } = step;
      for (const [key, [name, low, high]] of Object.entries(RANGES)) {
        const comparison = expect[key as keyof typeof RANGES];
        const message = comparison === undefined ? undefined : impossible(comparison, name, low, high);
        if (message !== undefined) yield { message, path: [...path, 'expect', name] };
      }
      for (const key of ['exitCode', 'status', 'output', 'errorOutput', 'rows', 'value'] as const) {
        const comparison = expect[key];
        if (comparison !== undefined) yield* emptyRanges(comparison, [...path, 'expect', key]);
      }
      for (const key of ['json', 'headers'] as const) {
        for (const [name, comparison] of Object.entries(expect[key] ?? {})) yield* emptyRanges(comparison, [...path, 'expect', key, name]);
      }
    }
  },
};
