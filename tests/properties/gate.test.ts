import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide, decideRollback } from '../../lambdas/gate/decide.ts';
import type { CheckState, GateEvent, VerifyEvent } from '../../lib/deployments/invocation.ts';
import { VERDICTS, type Verdict } from '../../lib/deployments/verdict.ts';
import { SOME_DEPLOYMENT } from '../some-deployment.ts';
import { runs } from './runs.ts';

const verdicts = fc.constantFrom(...VERDICTS);

interface Judged {
  readonly kind: 'check' | 'action' | 'approval';
  /** Undefined: it was never reached. */
  readonly verdict: Verdict | undefined;
}

const judgedSteps = fc.array(
  fc.record({
    kind: fc.constantFrom<Judged['kind'][]>('check', 'action', 'approval'),
    // Weighted, so that phases in which all passed are not rare.
    verdict: fc.oneof(
      { weight: 6, arbitrary: fc.constant<Verdict>('pass') },
      { weight: 2, arbitrary: fc.constant<Verdict>('warn') },
      { weight: 1, arbitrary: fc.option(verdicts, { nil: undefined }) },
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

const routes = fc.constantFrom<GateEvent['gate']['noGo'][]>({ kind: 'rollback', plan: 'full' }, { kind: 'stop' }, { kind: 'ask' });

function gateEvent(steps: readonly Judged[], noGo: GateEvent['gate']['noGo'], maxWarnings: number | undefined): GateEvent {
  const ids = steps.map((_, index) => ({ id: `step_${index}`, title: `Step ${index}` }));
  const states = (kind: Judged['kind']): Record<string, CheckState> =>
    Object.fromEntries(
      steps.flatMap(({ kind: own, verdict }, index) => (own === kind && verdict !== undefined ? [[`step_${index}`, { verdict }]] : [])),
    );
  const actions = Object.entries(states('action')).map(([id, { verdict }]) => [id, { verdict, attempted: true }] as const);
  return {
    deployment: SOME_DEPLOYMENT,
    gate: {
      id: 'phase',
      title: 'Phase',
      steps: ids,
      noGo,
      groups: ['phase_1', 'phase_2'],
      ...(maxWarnings === undefined ? {} : { maxWarnings }),
    },
    // A later group that was never reached has no state at all.
    checks: { phase_1: states('check') },
    actions: Object.fromEntries(actions),
    approvals: states('approval'),
  };
}

describe('a gate', () => {
  test('is GO exactly when every step passed or only warned, there are few enough warnings, and nobody interrupted', () => {
    fc.assert(
      fc.property(
        judgedSteps,
        routes,
        fc.option(fc.nat({ max: 3 }), { nil: undefined }),
        fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
        (steps, noGo, maxWarnings, interrupted) => {
          const ruling = decide(gateEvent(steps, noGo, maxWarnings), interrupted);
          const all = steps.map(({ verdict }) => verdict ?? 'skipped');
          const warnings = all.filter((verdict) => verdict === 'warn').length;
          const good =
            all.every((verdict) => verdict === 'pass' || verdict === 'warn') &&
            (maxWarnings === undefined || warnings <= maxWarnings) &&
            !interrupted;
          expect(ruling.decision === 'GO').toBe(good);
          expect(ruling.next === 'proceed').toBe(good);
          for (const verdict of VERDICTS) expect(ruling.counts[verdict]).toBe(all.filter((each) => each === verdict).length);
          expect(ruling.reason).not.toBe('');
          if (good) return;
          const asks = noGo.kind === 'ask' && !interrupted;
          expect(ruling.decision).toBe(asks ? 'HOLD' : 'NO_GO');
          expect(ruling.next).toBe(asks ? 'ask' : noGo.kind === 'stop' ? 'stop' : 'rollback');
        },
      ),
      runs(5_000),
    );
  });

  test('names every step that stood in the way', () => {
    fc.assert(
      fc.property(judgedSteps, (steps) => {
        const { against, reason } = decide(gateEvent(steps, { kind: 'stop' }, undefined), false);
        const wanted = steps.flatMap(({ verdict = 'skipped' }, index) => (['pass', 'warn'].includes(verdict) ? [] : [`Step ${index}`]));
        expect(against.map(({ title }) => title)).toEqual(wanted);
        for (const title of wanted) expect(reason).toContain(title);
      }),
      runs(1_000),
    );
  });
});

interface Verified {
  readonly must: boolean;
  readonly before: Verdict | undefined;
  readonly after: Verdict | undefined;
}

const likely = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Verdict>('pass') },
  { weight: 1, arbitrary: fc.option(verdicts, { nil: undefined }) },
);
const verified = fc.array(fc.record({ must: fc.boolean(), before: likely, after: likely }), { maxLength: 5 });
const undone = fc.array(fc.oneof({ weight: 5, arbitrary: fc.constant<Verdict>('pass') }, { weight: 1, arbitrary: verdicts }), {
  maxLength: 4,
});

function verifyEvent(checks: readonly Verified[], undos: readonly Verdict[]): VerifyEvent {
  const named = checks.map((_, index) => ({ id: `check_${index}`, title: `Check ${index}` }));
  const states = (of: (check: Verified) => Verdict | undefined): Record<string, CheckState> =>
    Object.fromEntries(
      checks.flatMap((check, index) => {
        const verdict = of(check);
        return verdict === undefined ? [] : [[`check_${index}`, { verdict }]];
      }),
    );
  return {
    deployment: SOME_DEPLOYMENT,
    verify: { checks: named, mustVerify: named.filter((_, index) => checks[index]?.must).map(({ id }) => id) },
    undos: Object.fromEntries(undos.map((verdict, index) => [`action_${index}`, { verdict }])),
    actions: {},
    baseline: states(({ before }) => before),
    verification: states(({ after }) => after),
  };
}

describe('the gate after a rollback', () => {
  test('is GO exactly when every undo passed and every check that counts passes again', () => {
    fc.assert(
      fc.property(verified, undone, (checks, undos) => {
        const ruling = decideRollback(verifyEvent(checks, undos));
        const counted = checks.filter(({ must, before }) => must || before === 'pass');
        const good = undos.every((verdict) => verdict === 'pass') && counted.every(({ after }) => after === 'pass' || after === 'warn');
        expect(ruling.decision).toBe(good ? 'GO' : 'NO_GO');
        expect(ruling.next).toBe(good ? 'proceed' : 'stop');
        expect(ruling.reason).not.toBe('');
      }),
      runs(5_000),
    );
  });
});
