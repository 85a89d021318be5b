import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { printChecklist } from '../../lib/checklist/print.ts';
import { checklists } from './checklists.ts';

/** What YAML, the schema or a rule may stumble over. */
const FRAGMENTS = [
  '\t',
  '\0',
  '\r',
  '\r\n',
  '\n',
  '\uFEFF',
  '\u2028',
  '\uD800',
  ': ',
  '- ',
  '? ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '|',
  '>',
  '#',
  '&a ',
  '*a',
  '<<: *a',
  '<<: 1',
  '!!binary x',
  '!x ',
  '%YAML 1.1\n---\n',
  '---\n',
  '...\n',
  '@',
  '`',
  '~',
  'null',
  '0x',
  '1e999',
  '.nan',
  '-.inf',
  '$',
  '${',
  '$X',
  '__proto__: {}\n',
  'constructor: 1\n',
  'toString: x\n',
  '/(/',
  '/a/gg',
  '<= ',
  '1'.repeat(400),
  '  '.repeat(200),
  '👩‍👩‍👧',
] as const;

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const edits: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat({ max: 3 }), fc.nat({ max: 200 })),
  insert: fc.oneof(fc.constant(''), fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'binary', maxLength: 5 })),
});

const applied = (text: string, all: readonly Edit[]): string =>
  all.reduce((current, { at, remove, insert }) => {
    const start = Math.floor(at * current.length);
    return current.slice(0, start) + insert + current.slice(start + remove);
  }, text);

/** The text of a valid checklist with a few characters put in, taken out or replaced. */
export const mutatedTexts: fc.Arbitrary<string> = fc
  .tuple(checklists({ environments: 2, phases: 2, stepsInPhase: 2 }), fc.array(edits, { minLength: 1, maxLength: 4 }))
  .map(([checklist, all]) => applied(printChecklist(checklist), all));

/** Bytes of any kind, read as UTF-8. */
export const randomTexts: fc.Arbitrary<string> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => new TextDecoder().decode(bytes)),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 40 }).map((parts) => parts.join('')),
);

type Path = readonly (string | number)[];

function* pathsOf(value: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** A copy with another value at a path. */
function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((each, index) => (index === key ? replaced(each, rest, by) : each));
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, by) };
}

const KEYS = [
  'validate',
  'deploy',
  'approve',
  'command',
  'http',
  'undo',
  'expect',
  'json',
  'only',
  'requires',
  'capture',
  'phases',
  'steps',
  'not',
  'one-of',
  'between',
  'rollback',
  'plans',
  '__proto__',
  'constructor',
  '',
  '$',
  '1',
];

const anything = fc.anything({
  key: fc.constantFrom(...KEYS),
  values: [fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constantFrom(...FRAGMENTS)],
  maxDepth: 4,
  withNullPrototype: false,
});

/** A valid checklist of the wrong shape: some of its values are something else, at any depth. */
export const misshapenTexts: fc.Arbitrary<string> = fc
  .tuple(
    checklists({ environments: 2, phases: 2, stepsInPhase: 2 }),
    fc.array(fc.tuple(fc.nat(), anything), { minLength: 1, maxLength: 4 }),
  )
  .map(([checklist, changes]) => {
    const written: unknown = parse(printChecklist(checklist));
    const data = changes.reduce<unknown>((current, [number, value]) => {
      const paths = [...pathsOf(current)];
      return replaced(current, paths[number % paths.length] ?? [], value);
    }, written);
    return stringify(data);
  });

/** YAML of any structure, with the keys of the language. */
export const structuredTexts: fc.Arbitrary<string> = anything.map((value) => stringify(value) ?? '');
