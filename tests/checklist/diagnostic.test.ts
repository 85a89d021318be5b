import { describe, expect, test } from '@jest/globals';
import { renderProblem } from '../../lib/checklist/diagnostic.ts';
import type { Problem } from '../../lib/checklist/problem.ts';

const problemAt = (column: number, length: number): Problem => ({
  rule: 'rule',
  severity: 'error',
  message: 'it is wrong',
  file: 'shop.yaml',
  line: 2,
  column,
  length,
  path: [],
});
const rendered = (line: string, marked: string): string[] =>
  renderProblem(problemAt(line.indexOf(marked) + 1, marked.length), `first\n${line}\nlast`).split('\n');

describe('a problem', () => {
  test('is told with its place, its rule, the line, and a caret under what it is about', () => {
    expect(renderProblem(problemAt(7, 3), 'first\n  key: val # rest\n')).toBe(
      ['shop.yaml:2:7: error: it is wrong [rule]', '  |', '2 |   key: val # rest', '  |       ^~~'].join('\n'),
    );
  });

  test.each([
    ['a tab', '\tkey: value', 'value', '2 |     key: value', '  |          ^~~~~'],
    ['wide characters', '日本: value', 'value', '2 | 日本: value', '  |       ^~~~~'],
    ['an emoji of several code points', '👩‍👩‍👧: value', 'value', '2 | 👩‍👩‍👧: value', '  |     ^~~~~'],
    ['a CRLF line end', 'key: value\r', 'value', '2 | key: value', '  |      ^~~~~'],
  ])('stands under what it is about after %s', (_, line, marked, source, caret) => {
    expect(rendered(line, marked).slice(2)).toEqual([source, caret]);
  });

  test('shows of a very long line what stands round it', () => {
    const [, , source = '', caret = ''] = rendered(`${'a'.repeat(5_000)} value ${'b'.repeat(5_000)}`, 'value');
    expect(source.length).toBeLessThan(140);
    expect(source).toMatch(/^2 \| …a+ value b+…$/);
    expect(source.slice(caret.indexOf('^'), caret.length)).toBe('value');
  });

  test('never sends a control character to the terminal', () => {
    expect(rendered('key: \u001b[31mred\u0007 value', 'value')[2]).toBe('2 | key: \ufffd[31mred\ufffd value');
    expect(renderProblem({ ...problemAt(1, 0), message: 'got \u001b[2J' }, 'a\nb')).not.toContain('\u001b');
  });

  test('has no source line when the place is empty', () => {
    expect(renderProblem(problemAt(1, 0), 'first\n\n')).toBe('shop.yaml:2:1: error: it is wrong [rule]');
  });

  test('is coloured only on request', () => {
    expect(renderProblem(problemAt(1, 1), 'a\nb', true)).toContain('\u001b[31merror');
    expect(renderProblem(problemAt(1, 1), 'a\nb')).not.toContain('\u001b');
  });
});
