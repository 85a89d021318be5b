import { describe, expect, test } from '@jest/globals';
import type { Expectation } from '../../lib/checklist/schema/expectation.ts';
import { type JudgeInput, judge } from '../../lib/probes/judge.ts';
import type { MeasureLimits, Target } from '../../lib/probes/measure.ts';
import type { Observation } from '../../lib/probes/observation.ts';

const saw = (observation: Partial<Observation>): JudgeInput['result'] => ({
  kind: 'seen',
  observation: { durationMs: 120, output: '', summary: 'something', ...observation },
});
const http = (status: number, output = '', more: Partial<Observation> = {}) =>
  saw({ status, output, summary: String(status), headers: {}, ...more });
const command = (exitCode: number, output = '', more: Partial<Observation> = {}) =>
  saw({ exitCode, output, errorOutput: '', summary: `exit code ${exitCode}`, ...more });

const judged = (kind: JudgeInput['kind'], result: JudgeInput['result'], more: Partial<JudgeInput> = {}) =>
  judge({ kind, result, looksOnly: true, values: {}, secrets: [], ...more });
const expecting = (expect: Expectation): Partial<JudgeInput> => ({ expect });

describe('without an expectation', () => {
  test('an HTTP answer passes with 2xx', () => {
    expect(judged('http', http(204, '', { durationMs: 35 }))).toEqual({ verdict: 'pass', reason: 'got 204 in 35 ms' });
    expect(judged('http', http(503))).toEqual({ verdict: 'fail', reason: 'got 503 in 120 ms, expected 2xx' });
  });

  test('a command passes with exit code 0', () => {
    expect(judged('command', command(0))).toEqual({ verdict: 'pass', reason: 'got exit code 0 in 120 ms' });
    const reason = 'got exit code 2 in 120 ms, expected 0; it said "no such table"';
    expect(judged('command', command(2, '', { errorOutput: 'warning\nno such table\n' }))).toEqual({ verdict: 'fail', reason });
  });

  test('a command that was killed fails', () => {
    const killed = saw({ summary: 'killed by SIGKILL' });
    expect(judged('command', killed)).toEqual({ verdict: 'fail', reason: 'got killed by SIGKILL in 120 ms, expected the exit code 0' });
  });

  test('a function passes without an error', () => {
    expect(judged('lambda', saw({ summary: 'an answer' })).verdict).toBe('pass');
    const failed = saw({ summary: 'function error: Error: gone', functionError: 'Error: gone' });
    expect(judged('lambda', failed)).toEqual({
      verdict: 'fail',
      reason: 'got function error: Error: gone in 120 ms, expected no function error',
    });
  });

  test('a query without rows cannot be told, but an action may change none', () => {
    const none = saw({ rows: 0, summary: '0 rows' });
    expect(judged('sql', none)).toMatchObject({ verdict: 'error' });
    expect(judged('sql', none, { looksOnly: false })).toMatchObject({ verdict: 'pass' });
    expect(judged('sql', none, expecting({ rows: { kind: 'equals', value: 0 } }))).toMatchObject({ verdict: 'pass' });
  });
});

test('what could not be told is an error with its reason', () => {
  const result = { kind: 'unable', reason: 'the host refuses connections', durationMs: 3 } as const;
  expect(judged('http', result)).toEqual({ verdict: 'error', reason: 'the host refuses connections' });
});

describe('with expectations', () => {
  test('every unmet one is told', () => {
    const expectation: Expectation = {
      status: { kind: 'equals', value: 200 },
      within: 100,
      json: {
        '$.status': { kind: 'equals', value: 'healthy' },
        '$.db.pool': { kind: 'compares', operator: '<', number: 5 },
        '$.gone': { kind: 'equals', value: 1 },
      },
      headers: { 'X-Node': { kind: 'equals', value: 'b' } },
    };
    const result = http(503, '{"status":"sick","db":{"pool":9}}', { headers: { 'x-node': 'a' } });
    expect(judged('http', result, expecting(expectation))).toEqual({
      verdict: 'fail',
      reason:
        'got 503 in 120 ms, expected 200 and within 100 ms; $.status is "sick", expected "healthy"; $.db.pool is 9, expected < 5; $.gone: nothing at $.gone, expected 1; header X-Node is "a", expected "b"',
    });
  });

  test('the defaults still hold for what is not said', () => {
    const expectation = expecting({ output: { kind: 'contains', text: 'ok' } });
    expect(judged('http', http(500, 'ok'), expectation).verdict).toBe('fail');
    expect(judged('command', command(1, 'ok'), expectation).verdict).toBe('fail');
  });

  test('an output that is no JSON cannot be told', () => {
    const expectation = expecting({ json: { '$.status': { kind: 'equals', value: 'healthy' } } });
    expect(judged('http', http(200, '<html>'), expectation)).toMatchObject({
      verdict: 'error',
      reason: expect.stringContaining('the output is not JSON'),
    });
  });

  test('a failure is certain even when something else cannot be told', () => {
    const expectation = expecting({ json: { '$.a': { kind: 'equals', value: 1 } } });
    expect(judged('http', http(503, '<html>'), expectation).verdict).toBe('fail');
  });

  test('names in expected texts are replaced; without a value it is an error', () => {
    const expectation = expecting({ json: { '$.version': { kind: 'equals', value: '$VERSION' } } });
    expect(judged('http', http(200, '{"version":"1.5.0"}'), { ...expectation, values: { VERSION: '1.5.0' } }).verdict).toBe('pass');
    const old = judged('http', http(200, '{"version":"1.4.0"}'), { ...expectation, values: { VERSION: '1.5.0' } });
    expect(old).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('$.version is "1.4.0", expected "1.5.0"') });
    expect(judged('http', http(200, '{"version":"1.5.0"}'), expectation)).toMatchObject({
      verdict: 'error',
      reason: expect.stringContaining('$VERSION is not set'),
    });
  });

  test('an expectation that the probe cannot meet is an error', () => {
    expect(judged('http', http(200), expecting({ exitCode: { kind: 'equals', value: 0 } })).verdict).toBe('error');
    expect(judged('http', http(200), expecting({ value: { kind: 'equals', value: 0 } })).verdict).toBe('error');
  });

  test('what an empty or a cut output lacks proves nothing', () => {
    const noErrors = expecting({ output: { kind: 'not', comparison: { kind: 'contains', text: 'ERROR' } } });
    expect(judged('command', command(0, 'fine'), noErrors).verdict).toBe('pass');
    expect(judged('command', command(0, ''), noErrors).verdict).toBe('error');
    expect(judged('command', command(0, 'fine', { truncated: true }), noErrors).verdict).toBe('error');
    const done = expecting({ output: { kind: 'contains', text: 'done' } });
    expect(judged('command', command(0, 'x … done', { truncated: true }), done).verdict).toBe('pass');
    expect(judged('command', command(0, 'x …', { truncated: true }), done).verdict).toBe('error');
    const without = expecting({ output: { kind: 'matches', pattern: '^(?!.*ERROR)', flags: 's' } });
    expect(judged('command', command(0, 'fine'), without).verdict).toBe('pass');
    expect(judged('command', command(0, 'fine', { truncated: true }), without).verdict).toBe('error');
  });

  test('the end of a result that was cut cannot be told', () => {
    const rows = { json: [{ n: 0 }, { n: 1 }], truncated: true };
    const first = expecting({ json: { '$[0].n': { kind: 'equals', value: 0 } } });
    expect(judged('command', command(0, '[…', rows), first).verdict).toBe('pass');
    for (const path of ['$[-1].n', '$.length', '$[7].n']) {
      const last = expecting({ json: { [path]: { kind: 'compares', operator: '<=', number: 1_000 } } });
      expect(judged('command', command(0, '[…', rows), last)).toMatchObject({ verdict: 'error', reason: expect.stringContaining('cut') });
    }
  });

  test('an expression that backtracks without end is an error, and soon', () => {
    const slow = expecting({ output: { kind: 'matches', pattern: '^(a+)+$', flags: '' } });
    expect(judged('command', command(0, `${'a'.repeat(40)}b`), slow)).toMatchObject({
      verdict: 'error',
      reason: expect.stringContaining('took longer than 1000 ms'),
    });
  });
});

describe('a value', () => {
  test('is found by a JSONPath or an expression, compared and reported', () => {
    const below: Partial<JudgeInput> = {
      value: '/^errors_total (\\d+)/m',
      ...expecting({ value: { kind: 'compares', operator: '<', number: 5 } }),
    };
    expect(judged('http', http(200, 'up 1\nerrors_total 3\n'), below)).toEqual({
      verdict: 'pass',
      reason: 'got 200 in 120 ms, value 3',
      value: '3',
    });
    expect(judged('http', http(200, 'up 1\nerrors_total 12\n'), below)).toEqual({
      verdict: 'fail',
      reason: 'got 200 in 120 ms, value 12; the value is "12", expected < 5',
      value: '12',
    });
  });

  test('that is not there is an error, never a pass', () => {
    expect(judged('http', http(200, 'up 1'), { value: '/^errors_total (\\d+)/m' })).toMatchObject({ verdict: 'error' });
    expect(judged('http', http(200, '{}'), { value: '$.errors' })).toMatchObject({
      verdict: 'error',
      reason: expect.stringContaining('nothing at $.errors'),
    });
  });

  test('of a metric is its sample', () => {
    const sample = saw({ json: 0.02, output: '0.02', summary: '0.02' });
    expect(judged('metric', sample, expecting({ value: { kind: 'compares', operator: '<', number: 0.01 } }))).toEqual({
      verdict: 'fail',
      reason: 'got 0.02 in 120 ms, expected < 0.01',
      value: 0.02,
    });
  });
});

describe('a measure', () => {
  const target = (operator: Target['operator'], number: number, unit?: string): Target => ({
    kind: 'compares',
    operator,
    number,
    ...(unit === undefined ? {} : { unit }),
  });
  const measured = (output: string, measure: MeasureLimits) => judged('command', command(0, output), { measure });

  test.each([
    ['12.5 ms', target('<=', 20, 'ms'), 'pass', 12.5],
    ['0.0205 s', target('<=', 20, 'ms'), 'fail', 20.5],
    ['1,234', target('<', 1_300), 'pass', 1_234],
    ['2 MiB', target('<=', 2, 'MB'), 'fail', 2.097152],
    ['99.4%', target('>', 99.5, '%'), 'fail', 99.4],
    ['12.5', target('<=', 20, 'ms'), 'pass', 12.5],
  ] as const)('%s against its target', (output, aim, verdict, value) => {
    expect(measured(output, { target: aim })).toMatchObject({ verdict, value });
  });

  test.each([
    ['of another kind', '12 MB', target('<=', 20, 'ms')],
    ['with a unit, against a bare number', '1.2 s', target('<=', 1_000)],
    ['that is no number', 'fast', target('<=', 20, 'ms')],
    ['that is empty', '', target('<=', 20, 'ms')],
  ])('%s is an error', (_, output, aim) => {
    expect(measured(output, { target: aim }).verdict).toBe('error');
  });

  test.each([{}, { target: { kind: 'compares', operator: '<=', number: 5 } as const }, { regression: 0.1, baseline: 900 }])(
    'of a magnitude without a unit is an error: %j',
    (limits) => {
      expect(measured('3T', limits)).toMatchObject({ verdict: 'error', reason: expect.stringContaining('T alone is no unit') });
    },
  );

  test('against its baseline: more is worse, unless the target asks for more', () => {
    expect(measured('11 ms', { regression: 0.1, baseline: 10 }).verdict).toBe('pass');
    expect(measured('12 ms', { regression: 0.1, baseline: 10 })).toEqual({
      verdict: 'fail',
      reason: 'got exit code 0 in 120 ms; measured 12 ms; it was 10 ms before, 20% worse, expected at most 10% worse than before',
      value: 12,
    });
    const more = target('>=', 50);
    expect(measured('80', { target: more, regression: 0.1, baseline: 100 }).verdict).toBe('fail');
    expect(measured('120', { target: more, regression: 0.1, baseline: 100 }).verdict).toBe('pass');
  });

  test('against its baseline: a negative limit asks for an improvement', () => {
    expect(measured('4 ms', { regression: -0.5, baseline: 10 }).verdict).toBe('pass');
    expect(measured('6 ms', { regression: -0.5, baseline: 10 })).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('it was 10 ms before, 40% better, expected at least 50% better than before'),
    });
  });

  test('with a baseline of 0 may not get worse at all', () => {
    expect(measured('0', { regression: 0.1, baseline: 0 }).verdict).toBe('pass');
    expect(measured('1', { regression: 0.1, baseline: 0 }).verdict).toBe('fail');
  });

  test('without a baseline is an error', () => {
    expect(measured('11 ms', { regression: 0.1 })).toMatchObject({
      verdict: 'error',
      reason: expect.stringContaining('no value from before'),
    });
  });

  test('that is only taken is judged by no limit, in the same unit as later', () => {
    expect(measured('2 s', { only: 'value', target: target('<=', 20, 'ms'), regression: 0.1 })).toMatchObject({
      verdict: 'pass',
      value: 2_000,
    });
    expect(measured('2 s', { only: 'value' })).toMatchObject({ verdict: 'pass', value: 2_000 });
    expect(measured('none', { only: 'value' }).verdict).toBe('error');
  });

  test('of an HTTP answer is its latency, of a query its only cell', () => {
    expect(judged('http', http(200, 'body'), { measure: { target: target('<=', 100, 'ms') } })).toMatchObject({
      verdict: 'fail',
      value: 120,
    });
    const cell = saw({ json: [{ avg: 3 }], output: '3', rows: 1, summary: '1 row' });
    expect(judged('sql', cell, { measure: { target: target('<=', 5, 'ms') } })).toMatchObject({ verdict: 'pass', value: 3 });
  });

  test('tells the target and the baseline also when all is well', () => {
    expect(measured('9 ms', { target: target('<=', 20, 'ms'), regression: 0.1, baseline: 10 }).reason).toBe(
      'got exit code 0 in 120 ms; measured 9 ms; target <= 20 ms; baseline 10 ms, 10% better',
    );
  });
});

describe('a secret', () => {
  const secrets = ['hunter2hunter2'];

  test('is in no reason and no value', () => {
    const result = http(200, '{"token":"hunter2hunter2"}', { summary: '200 after 1 redirect (http://a/hunter2hunter2 → http://a/)' });
    const judgement = judged('http', result, {
      secrets,
      value: '$.token',
      ...expecting({ json: { '$.token': { kind: 'equals', value: 'x' } } }),
    });
    expect(JSON.stringify(judgement)).not.toContain('hunter2');
    expect(judgement).toMatchObject({ verdict: 'fail', value: '***' });
    const unable = { kind: 'unable', reason: 'bad: postgres://ann:other-password@db/x hunter2hunter2', durationMs: 1 } as const;
    expect(judged('sql', unable, { secrets }).reason).toBe('bad: postgres://***@db/x ***');
  });

  test('is in no reason where the reason shortens what it quotes', () => {
    const output = `${'x'.repeat(110)}hunter2hunter2`;
    const judgement = judged('command', command(0, output), { secrets, ...expecting({ output: { kind: 'equals', value: 'y' } }) });
    expect(judgement.reason).not.toContain('hun');
  });

  test('that is a number is in no value', () => {
    expect(judged('http', http(200, '{"pin":123456}'), { secrets: ['123456'], value: '$.pin' }).value).toBe('***');
  });
});

test('a reason is one line and not longer than 2 KB', () => {
  const { reason } = judged('lambda', saw({ functionError: 'x', summary: `function error: ${'a\nb'.repeat(5_000)}` }));
  expect(reason).not.toContain('\n');
  expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(2_048);
});
