import type { z } from 'zod';
import { explainStep } from './explain-step.ts';
import { didYouMean, nearest } from './nearest.ts';
import type { Path } from './problem.ts';
import { type Issue, type ReaderFinding, type Standing, unknownKeys } from './reader-finding.ts';
import { step } from './schema/step.ts';
import { branchesOf, childOf, descriptionOf, expectedWords, type Schema, shapeOf, valuesOf, written } from './schema/walk.ts';
import { code, either, quoted, shown } from './wording.ts';

const joined = (base: Path, rest: readonly PropertyKey[]): Path => [
  ...base,
  ...rest.map((key) => (typeof key === 'symbol' ? String(key) : key)),
];

/** `timeout` from a path that ends in it or in a list under it; the beginning of a message. */
function label(path: Path): string {
  const name = path.findLast((key) => typeof key === 'string');
  return name === undefined ? '' : `${code(String(name))}: `;
}

const expectedOf = (schema: Schema | undefined): string => (schema === undefined ? 'another value' : either(expectedWords(schema)));

const schemaAt = (schema: Schema, path: readonly PropertyKey[]): Schema | undefined =>
  path.reduce<Schema | undefined>((current, key) => (current === undefined ? undefined : childOf(current, key)), schema);

const accepts = (schema: Schema, value: unknown): boolean => (written(schema) as z.ZodType).safeParse(value).success;

/** Text that YAML reads as something else: `111122223333`, `1.10`, `yes` under YAML 1.1, `null`. */
function needsQuotes(schema: Schema | undefined, source: string | undefined): boolean {
  return schema !== undefined && source !== undefined && source !== '' && source.length <= 100 && accepts(schema, source);
}

function explainType(path: Path, schema: Schema | undefined, { written: text }: Standing): ReaderFinding {
  const value = text.valueAt(path);
  if (value === undefined) {
    const meaning = schema === undefined ? undefined : descriptionOf(schema);
    const key = path.at(-1);
    const message = `missing key ${code(String(key))}${meaning === undefined ? '' : `: ${meaning}`}`;
    return { rule: 'missing-key', message, path: path.slice(0, -1), missing: String(key) };
  }
  const source = text.sourceAt(path);
  if (typeof value !== 'string' && needsQuotes(schema, source)) {
    const message = `${label(path)}got ${shown(value, source)}, expected text: put it in quotes, ${quoted(source ?? '')}`;
    return { rule: 'wrong-type', message, path };
  }
  return { rule: 'wrong-type', message: `${label(path)}got ${shown(value, source)}, expected ${expectedOf(schema)}`, path };
}

/** A branch that the value's kind already rules out: a map where it takes text, a word that is not in its list. */
const mismatched = (issues: readonly Issue[]): boolean =>
  issues.some(
    ({ code: kind, path }) => path.length === 0 && (kind === 'invalid_type' || kind === 'invalid_value' || kind === 'invalid_union'),
  );

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function explainUnion(errors: readonly (readonly Issue[])[], schema: Schema | undefined, standing: Standing): ReaderFinding[] {
  const { path, written: text } = standing;
  const branches = (schema === undefined ? undefined : branchesOf(schema)) ?? [];
  const value = text.valueAt(path);
  if (schema !== undefined && written(schema) === step) return explainStep(value, errors, standing, explainIssue);

  const fitting = errors.flatMap((issues, index) => (mismatched(issues) ? [] : [{ issues, branch: branches[index] }]));
  const fewest = Math.min(...fitting.map(({ issues }) => issues.length));
  const likely = fitting.filter(({ issues }) => issues.length === fewest);
  const [first] = likely;
  if (first?.branch === undefined) {
    const source = text.sourceAt(path);
    const values = schema === undefined ? [] : valuesOf(schema);
    if (schema !== undefined && typeof value !== 'string' && needsQuotes(schema, source)) return [explainType(path, schema, standing)];
    const meant = typeof value === 'string' ? didYouMean(value, values) : '';
    const rule = typeof value === 'string' && values.length > 0 ? 'wrong-value' : 'wrong-type';
    return [{ rule, message: `${label(path)}got ${shown(value, source)}, expected ${expectedOf(schema)}${meant}`, path }];
  }
  // Several maps are possible and none has this key: any of their keys may be meant.
  if (isMap(value) && likely.length > 1) {
    const known = likely.flatMap(({ branch }) => Object.keys((branch && shapeOf(branch)) ?? {}));
    const unknown = Object.keys(value).filter((key) => !known.includes(key));
    if (unknown.length > 0) return unknownKeys(unknown, path, known);
    if (Object.keys(value).length === 0)
      return [{ rule: 'wrong-value', message: `${label(path)}got an empty map, expected one of ${known.join(', ')}`, path }];
  }
  const { branch, issues } = first;
  return issues.flatMap((issue) => explainIssue(issue, { ...standing, schema: branch }));
}

const bound = (amount: number | bigint, many: boolean): string =>
  many ? `${amount} ${Number(amount) === 1 ? 'entry' : 'entries'}` : `${amount}`;

function explainSize(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>, path: Path, value: unknown): ReaderFinding {
  const many = issue.origin === 'array';
  const limit = issue.code === 'too_small' ? `at least ${bound(issue.minimum, many)}` : `at most ${bound(issue.maximum, many)}`;
  const rule = 'wrong-value';
  if (issue.origin === 'string') {
    const message =
      issue.code === 'too_small'
        ? `${label(path)}the text is empty`
        : `${label(path)}the text has ${String(value).length} characters, expected ${limit}`;
    return { rule, message, path };
  }
  const got = many && Array.isArray(value) ? bound(value.length, true) : shown(value);
  return { rule, message: `${label(path)}got ${got}, expected ${limit}`, path };
}

/** A message of the schema that says what was expected is completed by what was got. */
function completed(message: string, path: Path, value: unknown, source: string | undefined): string {
  return message.startsWith('expected ') ? `${label(path)}got ${shown(value, source)}, ${message}` : `${label(path)}${message}`;
}

function explainKey(path: Path, issues: readonly Issue[]): ReaderFinding[] {
  const name = String(path.at(-1));
  return issues.map(({ message }) => {
    const capitals = name.toUpperCase().replace(/[^A-Z0-9_]/g, '_');
    const small = name.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
    const meant = message.includes('capitals') ? capitals : small;
    const better = meant !== name && nearest(name, [meant]) !== undefined ? `: did you mean ${code(meant)}?` : '';
    return { rule: 'wrong-value', message: `got the name ${quoted(name)}, ${message}${better}`, path, at: 'key' };
  });
}

/** What the schema found wrong, in the words of the language: what was got, what was expected, what may be meant. */
export function explainIssue(issue: Issue, standing: Standing): ReaderFinding[] {
  const { written: text } = standing;
  const path = joined(standing.path, issue.path);
  const schema = schemaAt(standing.schema, issue.path);
  const value = text.valueAt(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue.keys, path, Object.keys((schema && shapeOf(schema)) ?? {}));
    case 'invalid_type':
      return [explainType(path, schema, standing)];
    case 'invalid_union':
      return explainUnion(issue.errors, schema, { ...standing, path, schema: schema ?? standing.schema });
    case 'invalid_value': {
      if (value === undefined || typeof value === 'object') return [explainType(path, schema, standing)];
      const values = issue.values.map(String);
      const meant = didYouMean(String(value), values);
      return [
        {
          rule: 'wrong-value',
          message: `${label(path)}got ${shown(value, text.sourceAt(path))}, expected ${either(values)}${meant}`,
          path,
        },
      ];
    }
    case 'too_small':
    case 'too_big':
      return [explainSize(issue, path, value)];
    case 'invalid_key':
      return explainKey(path, issue.issues);
    case 'custom': {
      const rule = issue.params?.rule === 'probe' ? 'probe' : 'wrong-value';
      return [{ rule, message: rule === 'probe' ? issue.message : completed(issue.message, path, value, text.sourceAt(path)), path }];
    }
    default:
      return [{ rule: 'wrong-value', message: completed(issue.message, path, value, text.sourceAt(path)), path }];
  }
}
