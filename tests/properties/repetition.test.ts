import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { advance, type Standing } from '../../lambdas/steps/repetition.ts';
import type { Progress } from '../../lib/deployments/invocation.ts';
import type { Verdict } from '../../lib/deployments/verdict.ts';
import type { Repetition } from '../../lib/plan/model.ts';
import { runs } from './runs.ts';

const START: Progress = { pending: false, tries: 0, failures: 0, errors: 0, startedAt: '2026-11-21T12:00:00.000Z' };

/** Looks again and again, as the machine does, until it is settled; `verdicts` repeats its last one. */
function follow(repetition: Repetition | undefined, verdicts: readonly Verdict[]): { readonly standing: Standing; readonly looks: number } {
  let progress = START;
  for (let look = 0; look < 1_000; look++) {
    const verdict = verdicts[Math.min(look, verdicts.length - 1)] ?? 'error';
    const standing = advance(repetition, progress, { verdict, reason: `look ${look + 1}: ${verdict}` });
    if (!standing.progress.pending) return { standing, looks: look + 1 };
    ({ progress } = standing);
  }
  throw new Error('it never settled');
}

const seen = fc.array(fc.constantFrom<Verdict[]>('pass', 'pass', 'pass', 'fail', 'error'), { minLength: 1, maxLength: 30 });

const monitors = fc.record({
  kind: fc.constant('monitor' as const),
  looks: fc.integer({ min: 1, max: 20 }),
  everyMs: fc.constant(1_000),
  failureLimit: fc.nat({ max: 3 }),
  consecutiveErrorLimit: fc.nat({ max: 4 }),
});

const retries = fc.record({ kind: fc.constant('retry' as const), attempts: fc.integer({ min: 2, max: 10 }), everyMs: fc.constant(1_000) });

/** The longest run of errors. */
const longestErrors = (verdicts: readonly Verdict[]): number =>
  Math.max(
    0,
    ...verdicts
      .join(' ')
      .split(/pass|fail/)
      .map((stretch) => stretch.split('error').length - 1),
  );

describe('a check that looks once', () => {
  test('is settled by that look', () => {
    fc.assert(
      fc.property(seen, (verdicts) => {
        const { standing, looks } = follow(undefined, verdicts);
        expect(looks).toBe(1);
        expect(standing.verdict).toBe(verdicts[0]);
      }),
      runs(200),
    );
  });
});

describe('a check that is retried', () => {
  test('ends with the first pass, or with the last try', () => {
    fc.assert(
      fc.property(retries, seen, (retry, verdicts) => {
        const { standing, looks } = follow(retry, verdicts);
        const first = verdicts.indexOf('pass');
        const passes = first !== -1 && first < retry.attempts;
        expect(looks).toBe(passes ? first + 1 : retry.attempts);
        expect(standing.verdict).toBe(passes ? 'pass' : verdicts[Math.min(retry.attempts, verdicts.length) - 1]);
        expect(standing.progress.tries).toBe(looks);
      }),
      runs(2_000),
    );
  });
});

describe('a monitor', () => {
  const all = fc.tuple(monitors, seen).map(([monitor, verdicts]) => {
    const filled = Array.from({ length: monitor.looks }, (_, index) => verdicts[Math.min(index, verdicts.length - 1)] ?? 'error');
    return { monitor, verdicts: filled };
  });

  test('passes exactly when it looked to the end, few enough looks failed, it could always tell soon enough, and could tell last', () => {
    fc.assert(
      fc.property(all, ({ monitor, verdicts }) => {
        const { standing, looks } = follow(monitor, verdicts);
        const failures = verdicts.filter((verdict) => verdict === 'fail').length;
        const good =
          failures <= monitor.failureLimit && longestErrors(verdicts) <= monitor.consecutiveErrorLimit && verdicts.at(-1) !== 'error';
        expect(standing.verdict === 'pass').toBe(good);
        if (good) expect(looks).toBe(monitor.looks);
      }),
      runs(3_000),
    );
  });

  test('ends at once when one failure too many was seen, and never looks more often than planned', () => {
    fc.assert(
      fc.property(all, ({ monitor, verdicts }) => {
        const { standing, looks } = follow(monitor, verdicts);
        expect(looks).toBeLessThanOrEqual(monitor.looks);
        const before = verdicts.slice(0, looks - 1);
        expect(before.filter((verdict) => verdict === 'fail').length).toBeLessThanOrEqual(monitor.failureLimit);
        expect(longestErrors(before)).toBeLessThanOrEqual(monitor.consecutiveErrorLimit);
        if (standing.verdict === 'fail') expect(verdicts[looks - 1]).toBe('fail');
      }),
      runs(2_000),
    );
  });

  test('that can never tell is an error, not a pass', () => {
    fc.assert(
      fc.property(monitors, (monitor) => {
        expect(follow(monitor, ['error']).standing.verdict).toBe('error');
      }),
      runs(200),
    );
  });
});
