import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCheck, type Step } from '../../lib/checklist/schema/step.ts';
import { planChecklist } from '../../lib/plan/build.ts';
import type { Plan, PlannedAction } from '../../lib/plan/model.ts';
import { STATE_NAME_LENGTH } from '../../lib/plan/names.ts';
import { stepsOf, stepsOfPhase } from '../../lib/plan/steps.ts';
import { type Planned, planned } from './planned.ts';
import { runs } from './runs.ts';

const holds = (predicate: (each: Planned) => void): void => fc.assert(fc.property(planned(), predicate), runs(1_000));

const titles = (steps: readonly { readonly title: string }[]): string[] => steps.map(({ title }) => title);
const applies = ({ only }: Step, environment: string): boolean => only === undefined || only.includes(environment);

const actionsOf = (plan: Plan): PlannedAction[] =>
  plan.phases.flatMap(({ groups }) => groups.flatMap((group) => (group.kind === 'action' ? [group.step] : [])));

/** Every state name that the plan gives, wherever it is used. */
const stateNames = (plan: Plan): string[] => [
  ...[...plan.phases, ...plan.followUps].flatMap((phase) => [
    phase.gate.stateName,
    ...(phase.gate.question === undefined ? [] : [phase.gate.question.stateName]),
    ...phase.groups.flatMap((group) => (group.kind === 'checks' ? [group.name] : [])),
  ]),
  ...[...stepsOf(plan), ...plan.baseline, ...plan.verification].map(({ stateName }) => stateName),
];

const twice = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index);

describe('a plan, whatever the checklist and the environment', () => {
  test('holds every step that applies exactly once, in the order in which it is written', () => {
    holds(({ checklist, environment, plan }) => {
      for (const { after, steps, phase } of checklist.phases) {
        const wanted = titles(steps.filter((step) => applies(step, environment)));
        const found = (after === undefined ? plan.phases : plan.followUps).filter(({ title }) => title === phase);
        expect(found.flatMap((each) => titles(stepsOfPhase(each)))).toEqual(wanted);
      }
      const all = checklist.phases.flatMap(({ steps }) => titles(steps.filter((step) => applies(step, environment))));
      expect(stepsOf(plan)).toHaveLength(all.length);
    });
  });

  test('keeps the phases in order, and leaves out only those without a step', () => {
    holds(({ checklist, environment, plan }) => {
      const wanted = checklist.phases.filter(({ steps }) => steps.some((step) => applies(step, environment)));
      expect(titles(plan.phases)).toEqual(wanted.filter(({ after }) => after === undefined).map(({ phase }) => phase));
      expect(plan.followUps.map(({ title, afterMs }) => [title, afterMs])).toEqual(
        wanted.flatMap(({ phase, after }) => (after === undefined ? [] : [[phase, after]])),
      );
    });
  });

  test('runs only neighbouring checks side by side, and all of them', () => {
    holds(({ plan }) => {
      for (const { groups } of [...plan.phases, ...plan.followUps]) {
        for (const [index, group] of groups.entries()) {
          if (group.kind !== 'checks') continue;
          expect(group.steps.length).toBeGreaterThan(0);
          expect(groups[index + 1]?.kind).not.toBe('checks');
        }
      }
    });
  });

  test('gives every step an id of its own, fit for a path, and every state a name of its own that Step Functions takes', () => {
    holds(({ plan }) => {
      const questions = plan.phases.flatMap(({ gate }) => (gate.question === undefined ? [] : [gate.question.id]));
      const ids = [...stepsOf(plan).map(({ id }) => id), ...questions];
      expect(twice(ids)).toEqual([]);
      for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9_]{0,79}$/);
      const names = stateNames(plan);
      expect(twice(names)).toEqual([]);
      for (const name of names) {
        expect(name.isWellFormed()).toBe(true);
        expect(name).not.toMatch(/[\p{Cc}]/u);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(STATE_NAME_LENGTH);
      }
    });
  });

  test('undoes in the exact reverse of the order in which it acts', () => {
    holds(({ checklist, plan }) => {
      const undoable = actionsOf(plan).filter(({ undo }) => undo !== undefined);
      expect(plan.rollbacks[0]?.name).toBe('full');
      expect(titles(plan.rollbacks[0]?.undos ?? [])).toEqual(titles(undoable).toReversed());
      for (const { name, undos } of plan.rollbacks.slice(1)) {
        const wanted = checklist.rollback?.plans?.[name] ?? [];
        expect(titles(undos)).toEqual(titles(undoable.filter(({ title }) => wanted.includes(title))).toReversed());
      }
    });
  });

  test('has a compensation, or says that there is none, for everything that migrates or deploys', () => {
    holds(({ plan }) => {
      for (const action of actionsOf(plan)) if (action.verb !== 'backup') expect(action.undo).toBeDefined();
    });
  });

  test('takes its baseline from the checks that say so, and verifies a rollback by the same', () => {
    holds(({ checklist, environment, plan }) => {
      const wanted = checklist.phases
        .filter(({ after }) => after === undefined)
        .flatMap(({ steps }) => steps)
        .filter((step) => isCheck(step) && applies(step, environment))
        .filter((step) => isCheck(step) && (step.baseline ?? ['smoke-test', 'measure'].includes(step.verb)));
      const changes = actionsOf(plan).length > 0;
      expect(titles(plan.baseline)).toEqual(changes ? titles(wanted) : []);
      const checks = new Map(stepsOf(plan).map((step) => [step.id, step]));
      for (const again of [...plan.baseline, ...plan.verification]) {
        expect(checks.get(again.id)?.title).toBe(again.title);
        expect(again.repetition?.kind).not.toBe('monitor');
      }
      const verified = plan.verification.map(({ id }) => id);
      for (const { id } of plan.baseline) expect(verified).toContain(id);
      if (changes) for (const id of plan.mustVerify) expect(verified).toContain(id);
    });
  });

  test('lets each gate judge exactly the steps of its phase', () => {
    holds(({ plan }) => {
      for (const phase of [...plan.phases, ...plan.followUps]) {
        expect(phase.gate.steps).toEqual(stepsOfPhase(phase).map(({ id, title }) => ({ id, title })));
        if (phase.gate.noGo.kind === 'rollback') {
          const { plan: name } = phase.gate.noGo;
          expect(plan.rollbacks.map((each) => each.name)).toContain(name);
        }
        expect(phase.gate.question !== undefined).toBe(phase.gate.noGo.kind === 'ask');
      }
      for (const { gate } of plan.followUps) expect(gate.noGo).toEqual({ kind: 'stop' });
    });
  });

  test('tells a step that values may have been captured before it', () => {
    holds(({ plan }) => {
      let captured = false;
      for (const step of stepsOf(plan)) {
        if (step.verb === 'approve') continue;
        expect(step.readsCaptured).toBe(captured);
        captured ||= step.capture !== undefined;
      }
    });
  });

  test('is the same each time it is made, and is plain data', () => {
    holds(({ checklist, environment, plan }) => {
      expect(planChecklist(checklist, environment)).toStrictEqual(plan);
      expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
      expect(plan.budgetMs).toBeGreaterThan(0);
    });
  });
});
