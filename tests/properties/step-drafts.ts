import fc from 'fast-check';
import type { Comparison, Scalar } from '../../lib/checklist/schema/comparison.ts';
import type { Expectation } from '../../lib/checklist/schema/expectation.ts';
import { ACTION_VERBS, type Step } from '../../lib/checklist/schema/step.ts';
import type { Undo } from '../../lib/checklist/schema/undo.ts';
import type { Probe, ProbeKind } from '../../lib/probes/schema.ts';
import { sentence, shellText, words } from './checklist-texts.ts';

/** A step before it knows its number and the environments of its checklist. */
export interface StepDraft {
  readonly step: Step;
  readonly hasId: boolean;
  /** Numbers of environments, modulo how many there are. */
  readonly only?: readonly number[];
}

const SECOND = 1_000;
const MINUTE = 60_000;

const some = <T extends Record<string, unknown>>(arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  fc.record(arbitraries, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  sentence,
  fc.integer(),
  fc.double({ noNaN: true, min: -1e280, max: 1e280 }).filter((number) => !Object.is(number, -0)),
  fc.boolean(),
  fc.constant(null),
);
const number = fc.oneof(
  fc.nat(),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((each) => !Object.is(each, -0)),
);
const ordered = fc
  .record({
    operator: fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
    number,
    unit: fc.option(fc.constantFrom('ms', '%', 'MB/s', 'req'), { nil: undefined }),
  })
  .map(({ unit, ...rest }) => ({ kind: 'compares' as const, ...rest, ...(unit === undefined ? {} : { unit }) }));
const matches = fc
  .constantFrom('ok', 'Index Scan', '^\\d+$', 'a/b', '\\/')
  .chain((pattern) => fc.constantFrom('', 'i', 'ms').map((flags) => ({ kind: 'matches' as const, pattern, flags })));
const between = fc.tuple(fc.nat(), fc.nat()).map(([low, more]) => ({ kind: 'between' as const, low, high: low + more }));

const versions = fc
  .tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), fc.constantFrom('3.8', '1.13.0', 'v24', '2.0.0rc1', '1.0.0-beta.2'))
  .map(([operator, version]) => ({ kind: 'version' as const, operator, version }));

const comparisons: fc.Arbitrary<Comparison> = fc.letrec<{ any: Comparison }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2 },
    scalar.map((value) => ({ kind: 'equals' as const, value })),
    ordered,
    matches,
    between,
    versions,
    sentence.filter((text) => text !== '').map((text) => ({ kind: 'contains' as const, text })),
    fc.array(scalar, { minLength: 1, maxLength: 3 }).map((values) => ({ kind: 'one-of' as const, values })),
    tie('any').map((comparison) => ({ kind: 'not' as const, comparison })),
  ),
})).any;

const statuses: fc.Arbitrary<Comparison> = fc.oneof(
  fc.integer({ min: 100, max: 599 }).map((value) => ({ kind: 'equals' as const, value })),
  fc.integer({ min: 1, max: 5 }).map((hundreds) => ({ kind: 'status-class' as const, hundreds })),
);
const counts: fc.Arbitrary<Comparison> = fc.oneof(
  ordered,
  between,
  fc.nat({ max: 255 }).map((value) => ({ kind: 'equals' as const, value })),
);

const jsonPaths = fc.constantFrom('$', '$.status', '$[0]["a b"]', "$[0]['Execution Time']", '$.items[-1].id');
const valuePlaces = fc.oneof(jsonPaths, fc.constantFrom('/^errors_total (\\d+)/m', '/took (.*) ms/i'));

const payload = fc.jsonValue({ maxDepth: 2, stringUnit: 'grapheme-ascii' }).map((value) =>
  JSON.parse(
    JSON.stringify(value)
      .replace(/\$+(?=[A-Z_{])/g, 'S')
      .replace(/-0(?=[,\]}]|$)/g, '0')
      .replace(/"__proto__":/g, '"proto":'),
  ),
);

const NAMED = {
  reads: { sql: ['SELECT count(*) FROM orders', 'EXPLAIN SELECT *\nFROM orders -- all\nWHERE shop = $BASE_URL\n'] },
  writes: { sql: ["UPDATE flags SET on = true WHERE name = 'optimizer'"] },
} as const;

function probes(readOnly: boolean): fc.Arbitrary<Probe> {
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(shellText, some({ workingDirectory: fc.constantFrom('sub', '/tmp'), shell: fc.constantFrom('sh', 'bash') }))
        .map(([run, rest]): Probe => ({ kind: 'command', run, ...rest })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom('$BASE_URL/health', '$BASE_URL/x?y=z', 'https://example.com/'),
          some({
            method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
            headers: fc.dictionary(fc.constantFrom('accept', 'X-Token', 'null', '1'), sentence, { maxKeys: 2 }),
            body: sentence,
            json: payload,
            followRedirects: fc.nat({ max: 20 }),
          }),
        )
        .map(([url, rest]): Probe => ({ kind: 'http', url, ...rest }) as Probe),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...(readOnly ? NAMED.reads.sql : NAMED.writes.sql)), some({ database: fc.constant('$DATABASE_URL') }))
        .map(([query, rest]): Probe => ({ kind: 'sql', query, ...rest })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('up', 'sum(rate(errors_total{job="shop"}[5m]))'), some({ prometheus: fc.constant('$PROMETHEUS_URL') }))
        .map(([query, rest]): Probe => ({ kind: 'metric', query, ...rest })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('shop-check', 'arn:aws:lambda:eu-west-1:111122223333:function:check'), some({ payload }))
        .map(([name, rest]): Probe => ({ kind: 'lambda', function: name, ...rest }) as Probe),
    },
  );
}

const records = (keys: fc.Arbitrary<string>) => fc.dictionary(keys, comparisons, { minKeys: 1, maxKeys: 2 });

const EXPECTED: { readonly [K in ProbeKind]: fc.Arbitrary<Expectation> } = {
  command: some({
    exitCode: counts,
    output: comparisons,
    errorOutput: comparisons,
    within: fc.integer({ min: 1, max: 9 * SECOND }),
  }) as fc.Arbitrary<Expectation>,
  http: some({
    status: statuses,
    headers: records(fc.constantFrom('content-type', 'ETag')),
    json: records(jsonPaths),
    within: fc.integer({ min: 1, max: 9 * SECOND }),
  }) as fc.Arbitrary<Expectation>,
  sql: some({ rows: counts, output: comparisons, json: records(jsonPaths) }) as fc.Arbitrary<Expectation>,
  metric: some({ value: comparisons, output: comparisons }) as fc.Arbitrary<Expectation>,
  lambda: some({ json: records(jsonPaths), output: comparisons }) as fc.Arbitrary<Expectation>,
};

const timeouts = fc.integer({ min: 10 * SECOND, max: 15 * MINUTE });
const probing = { timeout: timeouts, capture: fc.dictionary(fc.constantFrom('REVISION', 'TAG'), valuePlaces, { minKeys: 1, maxKeys: 2 }) };
const shared = { details: sentence };

const withExpectation = <T extends object>(step: T & { probe: Probe }): fc.Arbitrary<T & { probe: Probe; expect?: Expectation }> =>
  fc.option(EXPECTED[step.probe.kind], { nil: undefined }).map((expect) => ({ ...step, ...(expect === undefined ? {} : { expect }) }));

/** `sql` and `metric` only say what they saw. */
function ableToFail<T extends { verb: string; probe: Probe; expect?: Expectation }>(step: T): T {
  const { kind } = step.probe;
  if (step.verb === 'measure' || Object.keys(step.expect ?? {}).length > 0 || (kind !== 'sql' && kind !== 'metric')) return step;
  return { ...step, expect: { output: { kind: 'not', comparison: { kind: 'equals', value: '' } } } };
}

const checking = {
  ...shared,
  ...probing,
  advisory: fc.boolean(),
  baseline: fc.boolean(),
  retry: fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.option(fc.integer({ min: 1, max: MINUTE })))
    .map(([attempts, every]) => ({ attempts, ...(every === null ? {} : { every }) })),
};

const plainChecks = fc
  .tuple(fc.constantFrom('validate', 'smoke-test'), words, probes(true), some({ ...checking, value: valuePlaces }))
  .chain(([verb, title, probe, rest]) => withExpectation({ verb, title, probe, ...rest }).map(ableToFail));

const measures = fc
  .tuple(
    words,
    probes(true),
    some(checking),
    valuePlaces,
    fc.oneof(
      fc.record({ target: ordered }),
      fc.record({ regression: fc.integer({ min: -99, max: 400 }).map((percent) => percent / 100) }),
      fc.record({ target: ordered, regression: fc.constant(0.1) }),
    ),
  )
  .chain(([title, probe, rest, value, limits]) => withExpectation({ verb: 'measure' as const, title, probe, ...rest, value, ...limits }));

const { retry: _, ...watching } = checking;
const monitors = fc
  .tuple(
    words,
    probes(true),
    some(watching),
    fc.integer({ min: 15, max: 60 }),
    fc.integer({ min: 3, max: 20 }),
    some({ failureLimit: fc.nat({ max: 2 }), consecutiveErrorLimit: fc.nat({ max: 2 }) }),
  )
  .chain(([title, probe, rest, minutes, looks, limits]) =>
    withExpectation({
      verb: 'monitor' as const,
      title,
      probe,
      ...rest,
      every: minutes * MINUTE,
      for: minutes * MINUTE * looks,
      ...limits,
    }).map(ableToFail),
  );

const undos: fc.Arbitrary<Undo> = fc
  .tuple(probes(false), some({ timeout: timeouts }))
  .map(([probe, rest]): Undo => ({ kind: 'undo', probe, ...rest }));

const actions = fc
  .tuple(fc.constantFrom(...ACTION_VERBS), words, probes(false), some({ ...shared, ...probing }), undos, fc.boolean(), fc.boolean())
  .chain(([verb, title, probe, rest, undo, none, bare]) => {
    const compensation =
      verb === 'backup' && bare ? {} : none ? { undo: { kind: 'none' } as Undo, because: 'The old format cannot be read' } : { undo };
    return withExpectation({ verb, title, probe, ...rest, ...compensation });
  });

const approvals = fc
  .tuple(
    words,
    some({
      ...shared,
      within: fc.integer({ min: 1, max: 48 }).map((hours) => hours * 60 * MINUTE),
      by: fc.array(fc.constantFrom('ada', 'arn:aws:iam::111122223333:role/Release'), { minLength: 1, maxLength: 2 }),
    }),
  )
  .map(([title, rest]) => ({ verb: 'approve' as const, title, ...rest }));

/** Steps of every kind; without `actions`, only those that look and ask. */
export function stepDrafts({ actions: acts = true }: { readonly actions?: boolean } = {}): fc.Arbitrary<StepDraft> {
  const kinds: fc.Arbitrary<object>[] = [plainChecks, measures, monitors, approvals, ...(acts ? [actions, actions] : [])];
  return (
    fc
      .record({
        step: fc.oneof(...kinds),
        hasId: fc.boolean(),
        only: fc.option(fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 3 }), { nil: undefined, freq: 3 }),
      })
      // The parts above are those of the schema, verb by verb; the union cannot follow that.
      .map(({ step, hasId, only }) => ({ step: step as Step, hasId, ...(only === undefined ? {} : { only }) }))
  );
}
