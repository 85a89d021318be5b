import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { writeYaml } from '../../../lib/checklist/markdown/output/yaml.ts';

describe('YAML', () => {
  test('reads as it was written, whatever the texts', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.string({ unit: fc.constantFrom(' ', '\t', '-', ':', '#', 'a', '"', "'", '|', '>', '&', '*', '%', '\\', '1', '.') }))
        .map((lines) => lines.join('\n')),
      fc.constantFrom(
        'true',
        'null',
        '~',
        '1',
        '1.0',
        '0x1',
        '',
        ' a',
        'a ',
        'a: b',
        'a #b',
        '- a',
        '? a',
        '[a]',
        '{a}',
        '@a',
        '`a`',
        '1d',
        '.',
        '<<',
        '=',
        '\u0085',
        '\u2028',
        'a\n',
        '\na',
        'a\n\n b',
      ),
    );
    const key = fc.constantFrom('a', 'on', '$.a', "$['b: c']", 'approve', '1', 'true');
    const data = fc.dictionary(
      key,
      fc.oneof(text, fc.array(fc.dictionary(key, fc.oneof(text, fc.array(text)), { noNullPrototype: true })), fc.integer(), fc.boolean()),
      {
        noNullPrototype: true,
      },
    );
    fc.assert(
      fc.property(data, (value) => {
        expect(parse(writeYaml(value, new Map()))).toEqual(Object.keys(value).length === 0 ? null : value);
      }),
      { numRuns: 500 },
    );
  });

  test('has comments before the maps that they are about', () => {
    const step = { approve: 'Go', details: 'a\nb' };
    expect(writeYaml({ checklist: 'x', phases: [{ phase: 'A', steps: [step] }] }, new Map([[step, ['line 3']]]))).toBe(
      'checklist: x\n\nphases:\n  - phase: A\n    steps:\n      # line 3\n      - approve: Go\n        details: |-\n          a\n          b\n',
    );
  });
});
