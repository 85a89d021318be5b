import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { check } from '../../../lambdas/steps/check.ts';
import type { CheckEvent, Progress } from '../../../lib/deployments/invocation.ts';
import type { Purpose, StepRecord } from '../../../lib/deployments/records.ts';
import type { PlannedCheck } from '../../../lib/plan/model.ts';
import { checkWith, deploymentWith, LOCAL, newSurroundings, type Surroundings, storeThatLoses } from '../surroundings.ts';

let around: Surroundings;
let number = 0;
beforeAll(async () => {
  around = await newSurroundings();
});
afterAll(() => around.remove());

const eventWith = (step: PlannedCheck, purpose: Purpose = 'step', different: Partial<CheckEvent> = {}): CheckEvent => ({
  deployment: deploymentWith(`check-${++number}`),
  environment: LOCAL,
  step,
  purpose,
  baseline: {},
  progress: {},
  ...different,
});

async function recorded(event: CheckEvent): Promise<StepRecord | undefined> {
  const records = await around.store.records(event.deployment.id);
  return records.find((record): record is StepRecord => record.kind === 'step');
}

describe('a check', () => {
  test('whose record cannot be written gives no verdict at all', async () => {
    const event = eventWith(checkWith('true'));
    await expect(check(event, around.runtime({ store: storeThatLoses(around.store, 'step') }))).rejects.toThrow('does not answer');
    expect(await recorded(event)).toBeUndefined();
  });

  test('that is delivered twice is recorded once: the first word counts', async () => {
    const event = eventWith(checkWith('test ! -e seen && touch seen'));
    expect((await check(event, around.runtime())).verdict).toBe('pass');
    expect((await check(event, around.runtime())).verdict).toBe('pass');
    expect(await recorded(event)).toMatchObject({ verdict: 'pass', attempts: 1 });
  });

  test('that fails and is advisory is a warning; so is one that cannot tell', async () => {
    for (const [run, reason] of [
      ['false', /exit code 1.*\(advisory\)/],
      ['sleep 60', /timed out.*\(advisory\)/],
    ] as const) {
      const event = eventWith(checkWith(run, { advisory: true, timeoutMs: 500 }));
      expect((await check(event, around.runtime())).verdict).toBe('warn');
      expect((await recorded(event))?.reason).toMatch(reason);
    }
  });

  test('before the first change, and after an interruption, is an error that nobody tries again', async () => {
    const event = eventWith(checkWith('true', { repetition: { kind: 'retry', attempts: 5, everyMs: 1 } }));
    const { verdict, progress } = await check(event, around.runtime({ interrupted: AbortSignal.abort() }));
    expect([verdict, progress.pending]).toEqual(['error', false]);
  });

  test('of a rollback is looked at even after an interruption, but not when it did not pass before', async () => {
    const event = eventWith(checkWith('true'), 'verification', { baseline: { look: { verdict: 'pass' } } });
    expect((await check(event, around.runtime({ interrupted: AbortSignal.abort() }))).verdict).toBe('pass');
    const other = eventWith(checkWith('true'), 'verification', { baseline: { look: { verdict: 'fail' } } });
    expect((await check(other, around.runtime())).verdict).toBe('skipped');
    const must = eventWith(checkWith('true'), 'verification', { baseline: { look: { verdict: 'fail' } }, mustPass: true });
    expect((await check(must, around.runtime())).verdict).toBe('pass');
  });

  test('that is retried carries its progress, and is recorded once it is settled', async () => {
    const step = checkWith('false', { repetition: { kind: 'retry', attempts: 3, everyMs: 1 } });
    let event = eventWith(step);
    const seen: boolean[] = [];
    let progress: Progress | undefined;
    do {
      const result = await check(event, around.runtime());
      ({ progress } = result);
      seen.push(progress.pending);
      event = { ...event, progress };
    } while (progress.pending);
    expect(seen).toEqual([true, true, false]);
    expect(await recorded(event)).toMatchObject({ verdict: 'fail', attempts: 3 });
  });

  test('that is a measure with a regression and nothing to compare with is an error', async () => {
    const step = checkWith('echo 12', { verb: 'measure', regression: 0.1 });
    expect((await check(eventWith(step), around.runtime())).verdict).toBe('error');
    // A look that failed is nothing to compare with: an error page is quick.
    const failed = { look: { verdict: 'fail', value: 10 } } as const;
    expect((await check(eventWith(step, 'step', { baseline: failed }), around.runtime())).verdict).toBe('error');
    const before = { look: { verdict: 'pass', value: 10 } } as const;
    expect((await check(eventWith(step, 'step', { baseline: before }), around.runtime())).verdict).toBe('fail');
    expect(
      (await check(eventWith(checkWith('echo 10.5', { verb: 'measure', regression: 0.1 }), 'step', { baseline: before }), around.runtime()))
        .verdict,
    ).toBe('pass');
  });
});
