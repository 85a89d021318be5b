import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseJsonPath, readJsonPath } from '../../lib/probes/json-path.ts';

const document = { a: { b: [10, { 'c d': null }] }, 'x-y': 'z', length: 7, list: [1, 2, 3], "it's": 1 };

function at(path: string) {
  const parsed = parseJsonPath(path);
  return parsed.kind === 'path' ? readJsonPath(document, parsed.segments) : parsed;
}

test.each([
  ['$', document],
  ['$.a.b[0]', 10],
  ["$.a.b[1]['c d']", null],
  ['$["x-y"]', 'z'],
  ['$.x-y', 'z'],
  ['$.list[-1]', 3],
  ['$.list.length', 3],
  ['$.length', 7],
  ["$['it\\'s']", 1],
])('%s gives %j', (path, value) => {
  expect(at(path)).toEqual({ found: true, value });
});

test.each(['$.b', '$.a.b[2]', '$.list[-4]', '$.a[0]', '$.x-y.length', '$.constructor', '$.__proto__', '$.list.push', "$.list['0']"])(
  'nothing stands at %s',
  (path) => {
    expect(at(path)).toEqual({ found: false });
  },
);

test.each(['$..a', '$.*', '$.list[*]', '$.list[0:2]', '$.list[?(@ > 1)]', '$.a.', 'a.b', '$a', '$.a b'])(
  '%s is refused with a clear word',
  (path) => {
    expect(at(path)).toMatchObject({ kind: 'unsupported', reason: expect.stringContaining(path) });
  },
);

test('every key is reached by its quoted form, and no path throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), (key, value) => {
      const parsed = parseJsonPath(`$['${key.replace(/[\\']/g, '\\$&')}']`);
      expect(parsed).toEqual({ kind: 'path', segments: [key] });
      const object = JSON.parse(JSON.stringify({ [key]: value })) as unknown;
      if (key !== '__proto__') expect(readJsonPath(object, [key])).toEqual({ found: true, value: JSON.parse(JSON.stringify(value)) });
    }),
  );
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('$', '.', '[', ']', "'", '"', 'a', '0', '-', '\\', '*') }),
      fc.jsonValue(),
      (text, value) => {
        const parsed = parseJsonPath(`$${text}`);
        if (parsed.kind === 'path') readJsonPath(value, parsed.segments);
      },
    ),
  );
});
