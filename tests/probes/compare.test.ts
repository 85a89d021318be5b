import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Comparison, comparison } from '../../lib/checklist/schema/comparison.ts';
import { holds, printComparison } from '../../lib/probes/compare.ts';

/** A comparison as it is written in a checklist. */
const written = (value: unknown): Comparison => comparison.decode(value as Parameters<typeof comparison.decode>[0]);
const result = (value: unknown, actual: unknown) => holds(written(value), actual).kind;

describe('holds', () => {
  test.each([
    [200, 200],
    [200, '200'],
    ['ok', 'ok\n'],
    ['8080', 8080],
    [true, 'true'],
    [null, null],
    ['2xx', 204],
    ['< 5', 4.9],
    ['<= 20 ms', '0.02 s'],
    ['!= 0', 1],
    ['/^ok$/m', 'no\nok\n'],
    ['/OK/gi', 'it is ok'],
    [{ contains: 'ok' }, 'it is ok'],
    [{ contains: 'b' }, ['a', 'b']],
    [{ 'one-of': [200, 204] }, 204],
    [{ between: [1, 5] }, 5],
    [{ not: 'ok' }, 'sick'],
    [{ equals: '< 5' }, '< 5'],
    [{ version: '>= 3.8' }, '3.11.7\n'],
    [{ version: '>= 3.8' }, '3.8'],
    [{ version: '== 3.8' }, '3.8.0'],
    [{ version: '> 1.9' }, 'v1.10'],
    [{ version: '< 2.0' }, '2.0rc1'],
    [{ version: '< 2.0' }, '2.0.0-beta.2'],
    [{ version: '>= 2.0' }, '2.0.1rc1'],
    [{ version: '>= 2.0rc1' }, '2.0'],
    [{ version: '== 1.4' }, '1.4.0+cu121'],
    [{ version: '>= 1.4' }, '1.4.post1'],
  ])('%j for %j', (value, actual) => {
    expect(result(value, actual)).toBe('holds');
  });

  test.each([
    [200, 503],
    [0, ''],
    [0, null],
    [0, false],
    ['null', null],
    [null, 'null'],
    ['ok', ' ok'],
    ['2xx', 302],
    ['< 5', 5],
    [{ contains: 'ok' }, ''],
    [{ contains: 'o' }, ['ok']],
    [{ between: [1, 5] }, 5.1],
    [{ version: '>= 1.13' }, '1.9.3'],
    [{ version: '>= 3.12' }, '3.12.0rc1'],
    [{ version: '> 3.8' }, '3.8.0'],
    [{ not: { not: 'ok' } }, 'sick'],
    ['x', { a: 1 }],
  ])('not %j for %j', (value, actual) => {
    expect(result(value, actual)).toBe('differs');
  });

  test.each([
    ['< 5', 'many'],
    ['< 5', ''],
    ['< 5', null],
    ['< 5', [1]],
    ['< 5', '1,5'],
    ['<= 20 ms', '3 MB'],
    ['<= 20', '3 ms'],
    [{ version: '>= 3.8' }, 'Python 3.11'],
    [{ version: '>= 3.8' }, ''],
    [{ version: '>= 3.8' }, 3.1],
    [{ not: '< 5' }, 'many'],
  ])('cannot be told of %j for %j', (value, actual) => {
    expect(result(value, actual)).toBe('incomparable');
  });
});

const scalar = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
const anyComparison: fc.Arbitrary<Comparison> = fc.letrec<{ each: Comparison }>((tie) => ({
  each: fc.oneof(
    { maxDepth: 3 },
    fc.record({ kind: fc.constant('equals' as const), value: scalar }),
    fc.record({
      kind: fc.constant('compares' as const),
      operator: fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
      number: fc.double({ noNaN: true, noDefaultInfinity: true }),
    }),
    fc.record({ kind: fc.constant('contains' as const), text: fc.string({ minLength: 1 }) }),
    fc.record({ kind: fc.constant('one-of' as const), values: fc.array(scalar, { minLength: 1 }) }),
    fc.record({ kind: fc.constant('between' as const), low: fc.integer(), high: fc.integer() }),
    fc.record({ kind: fc.constant('status-class' as const), hundreds: fc.integer({ min: 1, max: 5 }) }),
    fc.record({
      kind: fc.constant('version' as const),
      operator: fc.constantFrom('<', '>=', '=='),
      version: fc.constantFrom('0', '3.8', '3.8rc1'),
    }),
    fc.record({ kind: fc.constant('not' as const), comparison: tie('each') }),
  ),
})).each;

test('a comparison and its opposite never hold together, and one of them does unless neither can be told', () => {
  fc.assert(
    fc.property(anyComparison, fc.oneof(scalar, fc.jsonValue()), (each, actual) => {
      const kinds = [holds(each, actual).kind, holds({ kind: 'not', comparison: each }, actual).kind].sort();
      expect([
        ['differs', 'holds'],
        ['incomparable', 'incomparable'],
      ]).toContainEqual(kinds);
    }),
    { numRuns: 3_000 },
  );
});

test('a value equals itself, and comparisons of other numbers are told apart by their words', () => {
  fc.assert(fc.property(scalar, (value) => holds({ kind: 'equals', value }, value).kind === 'holds'));
  fc.assert(
    fc.property(anyComparison, anyComparison, (one, other) => {
      if (printComparison(one) !== printComparison(other)) return;
      expect(holds(one, 1).kind).toBe(holds(other, 1).kind);
    }),
  );
});

test.each([
  [200, '200'],
  ['ok', '"ok"'],
  ['<= 20 ms', '<= 20 ms'],
  ['> 99.5%', '> 99.5%'],
  ['2xx', '2xx'],
  ['/a b/i', '/a b/i'],
  [{ contains: 'x' }, 'text containing "x"'],
  [{ 'one-of': [1, 'a'] }, 'one of 1, "a"'],
  [{ version: '>= 3.8' }, 'version >= 3.8'],
  [{ between: [1, 5] }, 'between 1 and 5'],
  [{ not: { contains: 'x' } }, 'not text containing "x"'],
])('%j is printed as %s', (value, words) => {
  expect(printComparison(written(value))).toBe(words);
});
