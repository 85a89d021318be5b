import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Outcome } from '../../lib/deployments/verdict.ts';
import type { Plan, PlannedPhase } from '../../lib/plan/model.ts';
import { stepsOfGroup, stepsOfPhase } from '../../lib/plan/steps.ts';
import { expectedDeployment, expectedRecovery } from './expected-run.ts';
import { planned } from './planned.ts';
import { runs } from './runs.ts';
import { type Call, type Fates, type Found, fatesOf, type Simulation, simulate } from './simulation.ts';

const cases = planned({ phases: 3, stepsInPhase: 5, followUps: 1 }).chain(({ plan }) => fatesOf(plan).map((fates) => ({ plan, fates })));

const ERRORS: Readonly<Record<Outcome, string | undefined>> = {
  DEPLOYED: undefined,
  STOPPED: 'NoGo',
  ROLLED_BACK: 'RolledBack',
  ROLLBACK_FAILED: 'RollbackFailed',
  ABORTED: 'Aborted',
};

const byName = (call: Call): string => JSON.stringify(call);

/** Checks side by side begin in any order: their calls are put in one order, everything else keeps its place. */
function ordered(calls: readonly Call[]): string[] {
  const lines: string[] = [];
  let together: string[] = [];
  for (const call of calls) {
    if (call.kind === 'notify') continue;
    if (call.kind === 'check') together.push(byName(call));
    else {
      lines.push(...together.toSorted(), byName(call));
      together = [];
    }
  }
  return [...lines, ...together.toSorted()];
}

const idsOf = (calls: readonly Call[], kind: Call['kind']): string[] =>
  calls.flatMap((call) => (call.kind === kind && 'id' in call ? [call.id] : []));

const outcomesOf = (calls: readonly Call[]): string[] =>
  calls.flatMap((call) => (call.kind === 'close' && call.outcome !== 'FOLLOWED_UP' ? [call.outcome] : []));

const run = async (predicate: (plan: Plan, fates: Fates, simulation: Simulation) => void, byDefault: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(cases, async ({ plan, fates }) => predicate(plan, fates, await simulate(plan, fates))),
    runs(byDefault),
  );

/** The steps that ran in a phase before its gate, and those that should not have. */
function ranIn(phase: PlannedPhase, calls: readonly Call[]): Set<string> {
  const own = new Set(stepsOfPhase(phase).map(({ id }) => id));
  return new Set(
    calls.flatMap((call) =>
      (call.kind === 'check' && call.purpose === 'step') || call.kind === 'action' || call.kind === 'approval'
        ? own.has(call.id)
          ? [call.id]
          : []
        : [],
    ),
  );
}

describe('the deployment machine, whatever fails', () => {
  test('does exactly what the plan says, in its order, and closes with the outcome that is due', async () => {
    await run((plan, fates, { calls, error }) => {
      const expected = expectedDeployment(plan, fates);
      expect(ordered(calls)).toEqual(ordered(expected.calls));
      expect(error).toBe(ERRORS[expected.outcome]);
    }, 1_000);
  }, 300_000);

  test('undoes what was attempted and only that, last first', async () => {
    await run((plan, fates, { calls }) => {
      const [outcome] = outcomesOf(calls);
      const attempted = idsOf(calls, 'action').filter((id) => fates.actions[id] !== 'untouched');
      const undone = idsOf(calls, 'undo');
      if (outcome === 'DEPLOYED' || outcome === 'STOPPED') return expect(undone).toEqual([]);
      const undoable = attempted.filter((id) => plan.rollbacks[0]?.undos.some((each) => each.id === id && each.undo?.kind === 'undo'));
      // A partial rollback, or one that stopped half-way, undoes fewer: but never another, never twice, never in another order.
      const isWhole = plan.rollbacks.length === 1 && outcome === 'ROLLED_BACK';
      expect(undone).toEqual((isWhole ? undoable : undoable.filter((id) => undone.includes(id))).toReversed());
    }, 400);
  }, 300_000);

  test('runs nothing after a failure in its phase, and no phase after a no-go', async () => {
    await run((plan, fates, { calls }) => {
      let noGo = false;
      for (const phase of plan.phases) {
        const ran = ranIn(phase, calls);
        const gate = calls.find((call) => call.kind === 'gate' && call.id === phase.id);
        if (noGo) {
          expect([...ran]).toEqual([]);
          expect(gate).toBeUndefined();
          continue;
        }
        // Groups run from the first without a gap.
        const groups = phase.groups.map((group) => stepsOfGroup(group).filter(({ id }) => ran.has(id)).length);
        const first = groups.indexOf(0);
        if (first !== -1) expect(groups.slice(first).every((count) => count === 0)).toBe(true);
        expect(gate).toBeDefined();
        const answer = gate?.kind === 'gate' && gate.next === 'ask' ? fates.approvals[phase.gate.question?.id ?? ''] : undefined;
        noGo = gate?.kind !== 'gate' || (gate.next !== 'proceed' && answer !== 'yes');
      }
    }, 100);
  }, 120_000);

  test('closes once, whatever happens, and a notification that cannot be sent changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ plan, fates }) => {
        const [told, mute] = await Promise.all([simulate(plan, { ...fates, mute: false }), simulate(plan, { ...fates, mute: true })]);
        expect(outcomesOf(told.calls)).toHaveLength(1);
        expect(ordered(mute.calls)).toEqual(ordered(told.calls));
        expect(mute.error).toBe(told.error);
      }),
      runs(60),
    );
  }, 120_000);
});

const found = (plan: Plan): fc.Arbitrary<Found> => {
  const actions = plan.phases.flatMap(({ groups }) => groups.flatMap((group) => (group.kind === 'action' ? [group.step.id] : [])));
  return fc
    .record({
      reached: fc.nat({ max: actions.length }),
      baseline: fc.tuple(...plan.baseline.map(() => fc.constantFrom('pass' as const, 'fail' as const, 'error' as const))),
      closed: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    })
    .map(({ reached, baseline, closed }): Found => {
      if (closed) return { next: 'closed', actions: {}, baseline: {} };
      return {
        next: 'rollback',
        actions: Object.fromEntries(actions.slice(0, reached).map((id) => [id, { verdict: 'error', attempted: true }])),
        baseline: Object.fromEntries(plan.baseline.map(({ id }, index) => [id, { verdict: baseline[index] ?? 'pass', value: 3 }])),
      };
    });
};

describe('the recovery machine, whatever it finds and whatever fails', () => {
  test('runs the same rollback over what the records say was attempted', async () => {
    await fc.assert(
      fc.asyncProperty(
        planned({ phases: 3, stepsInPhase: 5 }).chain(({ plan }) =>
          fc.tuple(fatesOf(plan), found(plan)).map(([fates, records]) => ({ plan, fates, records })),
        ),
        async ({ plan, fates, records }) => {
          const { calls, error } = await simulate(plan, fates, 'recover', records);
          const expected = expectedRecovery(plan, fates, records);
          expect(ordered(calls)).toEqual(ordered(expected.calls));
          expect(error).toBe(records.next === 'closed' ? undefined : ERRORS[expected.outcome]);
        },
      ),
      runs(150),
    );
  }, 120_000);
});
