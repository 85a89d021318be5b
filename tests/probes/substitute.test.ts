import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { substitute, substituteJson } from '../../lib/probes/substitute.ts';

test('names are replaced in both forms', () => {
  expect(substitute(`$A-\${B}/$A`, { A: '1', B: '2' })).toEqual({ kind: 'substituted', value: '1-2/1' });
});

test('what is no name stays', () => {
  const text = `$5 $a \${a} $ $$ \${A:-x}`;
  expect(substitute(text, {})).toEqual({ kind: 'substituted', value: text });
});

test('names without a value are told, each once; names of every object are no values', () => {
  expect(substitute(`$X $Y \${X} $__PROTO__`, {})).toEqual({ kind: 'missing', names: ['X', 'Y', '__PROTO__'] });
});

test('an empty value is a value', () => {
  expect(substitute('[$A]', { A: '' })).toEqual({ kind: 'substituted', value: '[]' });
});

test('JSON keeps its shape: texts are replaced, keys and the rest are not', () => {
  const template = { $A: ['$A', 1, null, { deep: `y\${A}` }], '2': true, '1': '$A' };
  expect(substituteJson(template, { A: 'v' })).toEqual({
    kind: 'substituted',
    value: { $A: ['v', 1, null, { deep: 'yv' }], '2': true, '1': 'v' },
  });
  expect(substituteJson({ a: '$X', b: ['$Y'] }, {})).toEqual({ kind: 'missing', names: ['X', 'Y'] });
});

const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/);

test('a value is never read again, whatever it holds', () => {
  fc.assert(
    fc.property(name, fc.string(), fc.string({ unit: fc.constantFrom('a', ' ', '-') }), (key, value, filler) => {
      const braced = `${filler}\${${key}}${filler}`;
      expect(substitute(braced, { [key]: value })).toEqual({ kind: 'substituted', value: `${filler}${value}${filler}` });
    }),
  );
});

test('the result is whole or refused: no name is left, none becomes an empty guess', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ unit: fc.constantFrom('a', ' ', '}', '{') }), name)),
      fc.dictionary(name, fc.constant('v')),
      (parts, values) => {
        const template = parts.map(([filler, key]) => `${filler}\${${key}}`).join('');
        const result = substitute(template, values);
        const missing = parts.map(([, key]) => key).filter((key) => !Object.hasOwn(values, key));
        if (missing.length > 0) expect(result).toEqual({ kind: 'missing', names: [...new Set(missing)] });
        else expect(result).toEqual({ kind: 'substituted', value: parts.map(([filler]) => `${filler}v`).join('') });
      },
    ),
  );
});
