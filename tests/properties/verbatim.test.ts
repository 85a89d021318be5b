import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Checklist } from '../../lib/checklist/schema/checklist.ts';
import { type Definition, definitionsOf } from '../../lib/pipeline/definition.ts';
import { planChecklist } from '../../lib/plan/build.ts';
import { stepsOfPhase } from '../../lib/plan/steps.ts';
import { fromVerbatim, verbatim } from '../../lib/plan/verbatim.ts';
import { interpret } from '../../lib/runner/local/interpreter.ts';
import { SOME_DEPLOYMENT } from '../some-deployment.ts';
import { planned } from './planned.ts';
import { runs } from './runs.ts';

const TOKENS = ['$'.concat('{Token[TOKEN.1]}'), '#'.concat('{Token[TOKEN.2]}'), 'at -1.8881545897087626e+289', '100%24'];
const keys = fc.oneof(fc.constantFrom('a', 'b.$', 'Ref', 'Fn::Join', 'Fn::GetAtt', 'verbatim', ...TOKENS), fc.string());
const texts = fc.oneof(
  fc.constantFrom('$.x', '$$.Task.Token', "States.Format('{}', $.x)", '', 'two\nlines', '{"verbatim":"1"}', ...TOKENS),
  fc.string(),
);
const { data } = fc.letrec<{ data: unknown }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 4 },
    texts,
    fc.constantFrom(null, true, false, 0, 1e300, -1.8881545897087626e289),
    fc.array(tie('data'), { maxLength: 3 }),
    fc.dictionary(keys, tie('data'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

describe('data that passes through a state machine', () => {
  test('comes back as it went in', () => {
    fc.assert(
      fc.property(data, (value) => expect(fromVerbatim(JSON.parse(JSON.stringify(verbatim(value))))).toEqual(value)),
      runs(2_000),
    );
  });

  test('is left alone when nothing on the way would misread it', () => {
    const plain = { run: 'echo "$HOME" # now', list: [1, 'a', true], nested: { 'x-y': '$.z', empty: {} } };
    expect(verbatim(plain)).toEqual(plain);
  });

  test('reaches the handler of its step as it was written, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(data, { minLength: 20, maxLength: 20 }), async (payloads) => {
        const wanted = payloads.map((payload) => JSON.parse(JSON.stringify(payload)) as unknown);
        expect(await received(wanted)).toEqual(wanted);
      }),
      runs(20),
    );
  }, 60_000);

  test('holds for every step, gate and rule of any plan', () => {
    fc.assert(
      fc.property(planned(), ({ plan }) => {
        const read = JSON.stringify(sorted(fromVerbatim(definitionsOf(plan).deploy)));
        for (const phase of [...plan.phases, ...plan.followUps])
          for (const step of stepsOfPhase(phase)) expect(read).toContain(JSON.stringify(sorted(step)).slice(1, -1));
      }),
      runs(60),
    );
  }, 60_000);
});

/** Keys in one order: the constructs keep none. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

/** What the handlers of a checklist of Lambda checks are given, in order. */
async function received(payloads: readonly unknown[]): Promise<unknown[]> {
  const checklist = {
    checklist: 'shop',
    environments: { local: {} },
    phases: payloads.map((payload, index) => ({
      phase: `Phase ${index}`,
      steps: [{ verb: 'validate', title: `Check ${index}`, probe: { kind: 'lambda', function: 'f', payload } }],
    })),
  } as unknown as Checklist;
  const given: unknown[] = [];
  const definition = JSON.parse(JSON.stringify(definitionsOf(planChecklist(checklist, 'local')).deploy)) as Definition;
  await interpret(
    definition,
    { deployment: SOME_DEPLOYMENT },
    {
      invoke: (handler, payload) => {
        if (handler === 'open') return Promise.resolve({ opened: true, reason: '' });
        if (handler === 'gate') return Promise.resolve({ next: 'proceed' });
        if (handler !== 'validate') return Promise.resolve({});
        given.push((fromVerbatim(payload) as { step: { probe: { payload: unknown } } }).step.probe.payload);
        return Promise.resolve({ verdict: 'pass', value: null, progress: {} });
      },
      waitMs: () => 0,
      onState: () => {},
    },
    new AbortController().signal,
  );
  return given;
}
