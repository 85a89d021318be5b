import { describe, expect, test } from '@jest/globals';
import aslValidator from 'asl-validator';
import fc from 'fast-check';
import { type Definition, definitionsOf } from '../../lib/pipeline/definition.ts';
import { LIMITS, type Size, sizeOf } from '../../lib/plan/limits.ts';
import type { Plan } from '../../lib/plan/model.ts';
import { statesOf } from '../../lib/runner/local/interpreter.ts';
import { type Planned, planned } from './planned.ts';
import { runs } from './runs.ts';
import { fatesOf, NO_FATES, type Simulation, simulate } from './simulation.ts';

/**
 * What is wrong with a definition. The validator refuses texts that are empty or have several lines in the lists of a
 * payload; Step Functions takes them as the data they are, so what it says of those does not count.
 */
const validate = (definition: Definition): readonly unknown[] =>
  aslValidator(definition, { checkPaths: true, checkArn: false }).errors.filter(({ schemaError }) => {
    const { instancePath } = schemaError as { instancePath: string };
    const value = instancePath
      .split('/')
      .slice(1)
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')], definition);
    return !/\/Payload\/.*\/\d+$/.test(instancePath) || typeof value !== 'string';
  });

/** Some checklists are large: the bounds must hold for them too, and not be absurd for the small. */
const plans = fc.oneof(
  { weight: 6, arbitrary: planned() },
  { weight: 1, arbitrary: planned({ phases: 8, stepsInPhase: 10, followUps: 2 }) },
);
const holds = (predicate: (each: Planned) => void, byDefault: number): void => fc.assert(fc.property(plans, predicate), runs(byDefault));

/** A deployed definition names functions by long ARNs, split in parts that CloudFormation joins. */
const DEPLOYED_ARN =
  'arn:aws:lambda:ap-southeast-1:111122223333:function:ExampleShopProduction-PipelineSmokeTestFunction1A2B3C4D-Q1W2E3R4T5Y6';

function sizeOfDefinition(definition: Definition): { readonly states: number; readonly bytes: number } {
  const text = JSON.stringify(definition).replaceAll(/arn:aws:lambda:us-east-1:000000000000:function:[\w-]+/g, DEPLOYED_ARN);
  return { states: [...statesOf(definition)].length, bytes: Buffer.byteLength(text) };
}

/** What each state leaves in an execution's history: it is entered and left, a task is scheduled, started and done. */
function eventsOf({ states }: Simulation, definition: Definition): number {
  const types = new Map([...statesOf(definition)].map(([name, state]) => [name, state.Type]));
  const each = (state: string): number => (types.get(state) === 'Task' ? 5 : types.get(state) === 'Parallel' ? 4 : 2);
  return 2 + states.reduce((total, state) => total + each(state), 0);
}

/** Many definitions as the branches of one: most of the validator's time goes into its own start. */
const together = (definitions: readonly Definition[]): Definition => ({
  StartAt: 'All',
  States: { All: { Type: 'Parallel', Branches: definitions, End: true } },
});

describe('the definitions of any plan', () => {
  test('are valid in the eyes of the validator that Step Functions users use', () => {
    fc.assert(
      fc.property(fc.array(plans, { minLength: 30, maxLength: 30 }), (all) => {
        const definitions = all.flatMap(({ plan }) => Object.values(definitionsOf(plan)));
        expect(validate(together(definitions))).toEqual([]);
      }),
      runs(34),
    );
  }, 300_000);

  test('give every task a timeout, every choice a default, and every state a name of its own of at most 80 characters', () => {
    holds(({ plan }) => {
      for (const definition of Object.values(definitionsOf(plan))) {
        const names = [...statesOf(definition)].map(([name]) => name);
        expect(new Set(names).size).toBe(names.length);
        for (const [name, state] of statesOf(definition)) {
          expect(name.length).toBeLessThanOrEqual(80);
          if (state.Type === 'Task') expect(state.TimeoutSeconds).toEqual(expect.any(Number));
          if (state.Type === 'Choice') expect(state.Default).toEqual(expect.any(String));
        }
      }
    }, 150);
  }, 120_000);
});

/** What every machine may have: the bound of a small plan is that more than anything else. */
const FRAME = { states: 30, bytes: 20_000 };

describe('the size of a plan, told before it runs', () => {
  test('bounds the bytes and the states of its definition, and not by far', () => {
    holds(({ plan }) => {
      const size = sizeOf(plan);
      const { states, bytes } = sizeOfDefinition(definitionsOf(plan).deploy);
      expect(states).toBeLessThanOrEqual(size.states);
      expect(bytes).toBeLessThanOrEqual(size.definitionBytes);
      // The bound is of use: it is no more than a small multiple of what there is.
      expect(size.states - FRAME.states).toBeLessThanOrEqual(2 * states);
      expect(size.definitionBytes - FRAME.bytes).toBeLessThanOrEqual(4 * bytes);
    }, 150);
  }, 120_000);

  test('bounds the events and the payload of whatever run', async () => {
    await fc.assert(
      fc.asyncProperty(
        plans.chain(({ plan }) => fatesOf(plan).map((fates) => ({ plan, fates }))),
        async ({ plan, fates }) => {
          const size = sizeOf(plan);
          const simulation = await simulate(plan, fates);
          expect(eventsOf(simulation, definitionsOf(plan).deploy)).toBeLessThanOrEqual(size.events);
          // The payload that a handler gets is the state with the step's own definition in it.
          expect(simulation.largestPayload).toBeLessThanOrEqual(size.payloadBytes + largestStep(plan));
        },
      ),
      runs(80),
    );
  }, 120_000);

  test('is not absurdly high: the longest good run comes near', async () => {
    await fc.assert(
      fc.asyncProperty(planned({ phases: 8, stepsInPhase: 10, followUps: 2 }), async ({ plan }) => {
        const simulation = await simulate(plan, NO_FATES);
        const events = eventsOf(simulation, definitionsOf(plan).deploy);
        expect(sizeOf(plan).events).toBeLessThanOrEqual(4 * events + tries(plan) + 100);
      }),
      runs(20),
    );
  }, 120_000);

  test('grows with the plan, and is far from the limits of Step Functions for an ordinary one', () => {
    holds(({ plan }) => {
      const size: Size = sizeOf(plan);
      const [first] = plan.phases;
      if (first === undefined) return;
      const twice = sizeOf({ ...plan, phases: [...plan.phases, first] });
      for (const key of ['states', 'definitionBytes', 'events', 'payloadBytes'] as const) expect(twice[key]).toBeGreaterThan(size[key]);
      if (plan.phases.length <= 3) expect(size.definitionBytes).toBeLessThan(LIMITS.definitionBytes);
    }, 100);
  });
});

/** Events of tries that a run in which all goes well does not need. */
const tries = (plan: Plan): number =>
  [...plan.phases, ...plan.followUps]
    .flatMap(({ groups }) => groups.flatMap((group) => (group.kind === 'checks' ? group.steps : [])))
    .concat(plan.baseline, plan.verification)
    .reduce((total, { repetition }) => total + (repetition?.kind === 'retry' ? repetition.attempts * 9 : 0), 0);

const largestStep = (plan: Plan): number =>
  Math.max(
    ...[...plan.phases, ...plan.followUps].flatMap((phase) => [
      Buffer.byteLength(JSON.stringify(phase.gate)),
      ...phase.groups.flatMap((group) =>
        group.kind === 'checks'
          ? group.steps.map((step) => Buffer.byteLength(JSON.stringify(step)))
          : [Buffer.byteLength(JSON.stringify(group.step))],
      ),
    ]),
  );
