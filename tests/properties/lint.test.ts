import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderProblems } from '../../lib/checklist/diagnostic.ts';
import { lintChecklist } from '../../lib/checklist/lint.ts';
import { hasErrors } from '../../lib/checklist/problem.ts';
import { misshapenTexts, mutatedTexts, randomTexts, structuredTexts } from './mutations.ts';

/** Whatever the text: it is judged, what is wrong has a place in it, and a person can be told. */
function judge(text: string): void {
  const { checklist, problems } = lintChecklist(text, 'any.yaml');
  expect(checklist !== undefined || hasErrors(problems)).toBe(true);
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const { line, column, length, message } of problems) {
    const source = lines[line - 1];
    expect(source).toBeDefined();
    expect(column).toBeGreaterThanOrEqual(1);
    expect(length).toBeGreaterThanOrEqual(0);
    expect(column - 1 + length).toBeLessThanOrEqual((source ?? '').length);
    expect(message).not.toMatch(/undefined|\[object|Invalid input|Unrecognized/);
  }
  expect(problems).toEqual(problems.toSorted((a, b) => a.line - b.line || a.column - b.column));
  // Nothing that a terminal would act on.
  expect(renderProblems(problems, text)).not.toMatch(/[^\P{Cc}\n]/u);
}

describe('whatever is linted, it is judged without a stack trace', () => {
  test.each([
    ['a checklist with some characters changed', mutatedTexts, 300],
    ['a checklist with some values of another shape', misshapenTexts, 300],
    ['YAML of any structure', structuredTexts, 1_000],
    ['bytes', randomTexts, 2_000],
  ] as const)('%s', (_, texts, numRuns) => {
    fc.assert(fc.property(texts, judge), { numRuns });
  });

  const deep = 50_000;
  test.each([
    ['lists in lists', '['.repeat(deep)],
    ['maps in maps', `a: ${'{a: '.repeat(deep)}${'}'.repeat(deep)}`],
    ['blocks in blocks', Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    [
      'comparisons in comparisons',
      `checklist: shop\nenvironments: {local: {}}\nphases: [{phase: Look, steps: [{validate: It, command: x, expect: {output: ${'{not: '.repeat(70)}x${'}'.repeat(70)}}}]}]`,
    ],
    [
      'aliases of aliases',
      Array.from({ length: 40 }, (_, level) => `a${level}: &a${level} [${`*a${level - 1}, `.repeat(level === 0 ? 0 : 30)}1]`).join('\n'),
    ],
    [
      'merges of merges',
      Array.from(
        { length: 40 },
        (_, level) => `a${level}: &a${level} { ${level === 0 ? 'x: 1' : `<<: [${`*a${level - 1}, `.repeat(9)}*a${level - 1}]`} }`,
      ).join('\n'),
    ],
    ['an alias in what it repeats', 'a: &a { b: [*a] }'],
    ['a map merged into itself', 'a: &a { <<: *a }'],
    ['a line of a megabyte', `checklist: ${'x'.repeat(1_000_000)}`],
    ['a megabyte that looks like an address', `checklist: shop\nnotes: ["${'a.'.repeat(500_000)}"]`],
    ['nothing', ''],
  ])('%s', (_, text) => judge(text));
});
