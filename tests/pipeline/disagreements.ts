import type { Definition } from '../../lib/pipeline/definition.ts';

type State = Readonly<Record<string, unknown>>;
interface Flow {
  readonly States: Readonly<Record<string, State>>;
}
type Place = readonly [name: string, state: State, flow: Flow, inParallel: boolean];

/**
 * What the interpreters of Step Functions do not agree on, of a definition: one line for each place.
 * An empty answer means that AWS, the local interpreter and the documentation read it alike.
 */
export function disagreements(definition: Definition): readonly string[] {
  const places = [...placesIn(definition, false)];
  const seen = new Set<string>();
  const found = places.flatMap((place) => RULES.flatMap((rule) => rule(place).map((problem) => `${place[0]}: ${problem}`)));
  for (const [name] of places) {
    if (seen.has(name)) found.push(`${name}: two states have this name`);
    seen.add(name);
  }
  return found;
}

function* placesIn(flow: Flow, inParallel: boolean): Generator<Place> {
  for (const [name, state] of Object.entries(flow.States)) {
    yield [name, state, flow, inParallel];
    for (const branch of (state.Branches ?? []) as readonly Flow[]) yield* placesIn(branch, true);
    const inner = (state.ItemProcessor ?? state.Iterator) as Flow | undefined;
    if (inner !== undefined) yield* placesIn(inner, true);
  }
}

/** Every key and value inside a state, but not inside the states that it holds. */
function* entriesIn(value: unknown): Generator<readonly [key: string, value: unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    if (['Branches', 'ItemProcessor', 'Iterator', 'States'].includes(key)) continue;
    yield [key, each];
    yield* entriesIn(each);
  }
}

/** Texts that an interpreter evaluates, with the keys they stand at. */
function* expressionsIn(state: State): Generator<readonly [key: string, text: string]> {
  for (const [key, value] of entriesIn(state))
    if (typeof value === 'string' && (key.endsWith('.$') || key.endsWith('Path') || key === 'Variable')) yield [key, value];
}

const when = (condition: boolean, problem: string): readonly string[] => (condition ? [problem] : []);

const negativePresence = ([, state]: Place): readonly string[] =>
  [...entriesIn(state)].flatMap(([key, value]) =>
    when((key === 'IsPresent' || key === 'IsNull') && value === false, `${key}: false never matches`),
  );

const noDefault = ([, state]: Place): readonly string[] =>
  when(state.Type === 'Choice' && typeof state.Default !== 'string', 'a choice without a default');

const noTimeout = ([, state]: Place): readonly string[] =>
  when(state.Type === 'Task' && typeof state.TimeoutSeconds !== 'number', 'a task without a timeout');

const paths = ([, state]: Place): readonly string[] =>
  [...expressionsIn(state)].flatMap(([, text]) => when(/\[\?|\[\*\]|\.\.|&&/.test(text), `a filter or a wildcard in ${text}`));

const rootResult = ([, state]: Place): readonly string[] => when(state.ResultPath === '$', 'a result at "$"');

const bareResult = ([, state]: Place): readonly string[] =>
  when(
    state.Type === 'Pass' && 'Result' in state && (typeof state.Result !== 'object' || state.Result === null),
    'a bare value as the result of a Pass',
  );

function contextObject([, state]: Place): readonly string[] {
  const waits = String(JSON.stringify(state.Resource)).includes('waitForTaskToken');
  return [...expressionsIn(state)].flatMap(([, text]) =>
    when(text.includes('$$') && !(waits && text === '$$.Task.Token'), `the context object in ${text}`),
  );
}

const ALLOWED_INTRINSICS = ['States.StringToJson'];
function intrinsics([, state]: Place): readonly string[] {
  return [...expressionsIn(state)].flatMap(([key, text]) => {
    const used = text.match(/States\.\w+/g) ?? [];
    return [
      ...used.filter((name) => !ALLOWED_INTRINSICS.includes(name)).map((name) => `the intrinsic ${name}`),
      ...when(
        used.length > 0 && (key === 'CausePath' || key === 'ErrorPath' || /cause/i.test(text)),
        `an intrinsic on an error's cause: ${text}`,
      ),
    ];
  });
}

const newLanguage = ([, state]: Place): readonly string[] =>
  ['QueryLanguage', 'Assign', 'Arguments', 'Output'].flatMap((key) => when(key in state, `${key}, of the other query language`));

const textNumbers = ([, state]: Place): readonly string[] =>
  ['Seconds', 'TimeoutSeconds', 'HeartbeatSeconds'].flatMap((key) =>
    when(key in state && !Number.isInteger(state[key]), `${key} is not a whole number`),
  );

const throwsInParallel = ([, state, , inParallel]: Place): readonly string[] =>
  when(
    inParallel &&
      state.Type === 'Task' &&
      !((state.Catch ?? []) as readonly State[]).some(({ ErrorEquals }) => JSON.stringify(ErrorEquals) === '["States.ALL"]'),
    'a task beside others that catches not everything',
  );

const retriesOwnErrors = ([, state]: Place): readonly string[] =>
  ((state.Retry ?? []) as readonly { readonly ErrorEquals: readonly string[] }[])
    .flatMap(({ ErrorEquals }) => ErrorEquals)
    .flatMap((error) => when(!error.startsWith('Lambda.'), `a retry of ${error}`));

// ── Comparing what may be missing ────────────────────────────────────────────────────────────────

interface Comparison {
  readonly variable: string;
  readonly guarded: boolean;
}

function comparisonsIn(rule: State, present: readonly string[] = []): readonly Comparison[] {
  const and = (rule.And ?? []) as readonly State[];
  const known = [...present, ...and.flatMap(({ IsPresent, Variable }) => (IsPresent === true ? [String(Variable)] : []))];
  const parts = [...and, ...((rule.Or ?? []) as readonly State[]), ...(rule.Not === undefined ? [] : [rule.Not as State])];
  if (parts.length > 0) return parts.flatMap((part) => comparisonsIn(part, known));
  const variable = String(rule.Variable);
  return 'IsPresent' in rule ? [] : [{ variable, guarded: known.includes(variable) }];
}

/** Where a state can go. */
const nextOf = (state: State): readonly string[] =>
  [
    state.Next,
    state.Default,
    ...((state.Choices ?? []) as readonly State[]).map(({ Next }) => Next),
    ...((state.Catch ?? []) as readonly State[]).map(({ Next }) => Next),
  ].filter((name): name is string => typeof name === 'string');

/** True when the state leaves something at this path. */
function writes(state: State, path: string): boolean {
  const at = state.ResultPath;
  if (typeof at !== 'string' || !(path === at || path.startsWith(`${at}.`))) return false;
  const kept = state.ResultSelector ?? state.Result ?? state.Parameters;
  return (
    path
      .slice(at.length + 1)
      .split('.')
      .reduce<readonly unknown[]>(
        (places, key) =>
          places.flatMap((place) =>
            place === ANYTHING ? [ANYTHING] : typeof place === 'object' && place !== null ? insideOf(place, key) : [],
          ),
        [kept],
      ).length > 0
  );
}

const ANYTHING = Symbol('filled in when it runs');
const insideOf = (place: object, key: string): readonly unknown[] =>
  `${key}.$` in place ? [ANYTHING] : key in place ? [(place as State)[key]] : [];

/** True when every way to this state passes one that writes the path; states that write elsewhere are looked through. */
function writtenBefore(name: string, path: string, flow: Flow, visited: ReadonlySet<string> = new Set()): boolean {
  const before = Object.entries(flow.States).filter(([, state]) => nextOf(state).includes(name));
  return (
    before.length > 0 &&
    before.every(
      ([from, state]) => visited.has(from) || writes(state, path) || writtenBefore(from, path, flow, new Set([...visited, from])),
    )
  );
}

const maybeMissing = ([name, state, flow]: Place): readonly string[] =>
  ((state.Choices ?? []) as readonly State[])
    .flatMap((rule) => comparisonsIn(rule))
    .flatMap(({ variable, guarded }) =>
      when(!guarded && !writtenBefore(name, variable, flow), `compares ${variable}, which may be missing`),
    );

const RULES = [
  negativePresence,
  noDefault,
  noTimeout,
  paths,
  rootResult,
  bareResult,
  contextObject,
  intrinsics,
  newLanguage,
  textNumbers,
  throwsInParallel,
  retriesOwnErrors,
  maybeMissing,
];
