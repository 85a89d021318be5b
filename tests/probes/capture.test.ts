import { expect, test } from '@jest/globals';
import { captureValues } from '../../lib/probes/capture.ts';
import type { ProbeResult } from '../../lib/probes/observation.ts';

const saw = (output: string): ProbeResult => ({ kind: 'seen', observation: { durationMs: 1, output, summary: 'exit code 0' } });

test('values are kept as texts, by expression and by path', () => {
  expect(captureValues({ REVISION: '/revision (\\w+)/' }, saw('at revision ab12\n'), [])).toEqual({
    kind: 'captured',
    values: { REVISION: 'ab12' },
  });
  expect(captureValues({ ID: '$.id', ALL: '$.list' }, saw('{"id":7,"list":[1]}'), [])).toEqual({
    kind: 'captured',
    values: { ID: '7', ALL: '[1]' },
  });
});

test.each([
  ['is not there', 'nothing', '/revision (\\w+)/', 'nothing in the output matches'],
  ['is not at its path', '{}', '$.id', 'nothing at $.id'],
  ['is null', '{"id":null}', '$.id', 'there is null'],
  ['is empty', '{"id":""}', '$.id', 'is empty'],
  ['stands in no JSON', 'text', '$.id', 'the output is not JSON'],
  ['is longer than 4 KB', `{"id":"${'é'.repeat(2_049)}"}`, '$.id', 'longer than 4096 bytes'],
  ['holds a secret', '{"id":"x-hunter22"}', '$.id', 'holds a secret'],
  ['holds credentials', '{"id":"http://a:b@c"}', '$.id', 'holds a secret'],
])('a value that %s is refused, and nothing is kept', (_, output, place, reason) => {
  const captured = captureValues({ ID: place }, saw(output), ['hunter22']);
  expect(captured).toMatchObject({ kind: 'failed', reason: expect.stringContaining(`cannot capture ID: `) });
  expect(captured).toMatchObject({ reason: expect.stringContaining(reason) });
  expect(JSON.stringify(captured)).not.toContain('hunter22');
});

test('of what could not be told nothing is kept', () => {
  expect(captureValues({ ID: '$.id' }, { kind: 'unable', reason: 'timed out', durationMs: 1 }, [])).toEqual({
    kind: 'failed',
    reason: 'timed out',
  });
});
