import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bindParameters } from '../../../lib/probes/sql/bind.ts';

const values = { A: 'a', B: 'b', BODY: 'c' };
const bound = (statement: string) => {
  const result = bindParameters(statement, values);
  return result.kind === 'missing' ? result : { text: result.value.text, parameters: result.value.parameters };
};

test('names become parameters, the same name the same one', () => {
  expect(bound(`SELECT $A, \${B}, $A`)).toEqual({ text: 'SELECT $1, $2, $1', parameters: ['a', 'b'] });
});

describe('a name stays as it is', () => {
  test.each([
    ['in a text', "SELECT '$A', 'it''s $A'"],
    ['in a text with escapes', "SELECT E'it\\'s $A'"],
    ['in an identifier', 'SELECT "$A", "a""$A"'],
    ['in a comment', 'SELECT 1 -- $A'],
    ['in a nested comment', 'SELECT /* /* $A */ $A */ 1'],
    ['in a dollar quote', 'DO $$ SELECT $A $$'],
    ['in a dollar quote with a name', 'DO $BODY$ SELECT $A $$ $BODY$'],
    ['at the end of an identifier', 'SELECT price$A'],
    ['in a text that is not closed', "SELECT 'abc $A"],
  ])('%s', (_, statement) => {
    expect(bound(statement)).toEqual({ text: statement, parameters: [] });
  });
});

test.each([
  ["SELECT '$A' || $A", "SELECT '$A' || $1"],
  ['SELECT $A -- $B\n, $B', 'SELECT $1 -- $B\n, $2'],
  ["SELECT name'x' $A", "SELECT name'x' $1"],
  ["SELECT 'back\\', $A", "SELECT 'back\\', $1"],
  ['DO $$ $A $$; $A', 'DO $$ $A $$; $1'],
  ['/* */ $A', '/* */ $1'],
])('after what is quoted names count again: %s', (statement, text) => {
  expect(bound(statement)).toMatchObject({ text });
});

test('names without a value are told, all of them', () => {
  expect(bound('SELECT $X, $A, $Y, $X')).toEqual({ kind: 'missing', names: ['X', 'Y'] });
});

test('no statement is ever changed but for its names', () => {
  const piece = fc.constantFrom("'", '"', '$', '$$', '$A', '--', '\n', '/*', '*/', "E'", '\\', ' ', 'x', '{', '}');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const statement = pieces.join('');
      const result = bound(statement);
      if ('text' in result) expect(result.text.replaceAll('$1', '$A')).toBe(statement.replaceAll(`\${A}`, '$A'));
    }),
    { numRuns: 2_000 },
  );
});
