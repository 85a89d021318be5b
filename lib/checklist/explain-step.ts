import { PROBE_KINDS } from '../probes/schema.ts';
import { nearest } from './nearest.ts';
import { type Issue, type ReaderFinding, type Standing, unknownKeys } from './reader-finding.ts';
import { probeProblem } from './schema/one-probe.ts';
import { step, VERBS, type Verb } from './schema/step.ts';
import { branchesOf, shapeOf } from './schema/walk.ts';
import { both, code, either, shown } from './wording.ts';

const branches = branchesOf(step) ?? [];
const keysOf = VERBS.map((_, index) => Object.keys((branches[index] && shapeOf(branches[index])) ?? {}));
const allKeys = [...new Set(keysOf.flat())];

/** `: a validate step does not take it, only backup, migrate or deploy`, for a key that other verbs take. */
function elsewhere(key: string, verb: Verb): string | undefined {
  const verbs = VERBS.filter((_, index) => keysOf[index]?.includes(key));
  return verbs.length === 0 ? undefined : `: ${verb === 'approve' ? 'an' : 'a'} ${verb} step does not take it, only ${either(verbs)}`;
}

/** A key that is no other key of a step and looks like a verb. */
function misspelt(keys: readonly string[]): { key: string; verb: Verb } | undefined {
  for (const key of keys.filter((each) => !allKeys.includes(each))) {
    const verb = nearest(key, VERBS);
    if (verb !== undefined && nearest(key, allKeys) === verb) return { key, verb: verb as Verb };
  }
  return undefined;
}

function wrongVerbs(keys: readonly string[], verbs: readonly Verb[], path: Standing['path']): ReaderFinding[] {
  const [, second] = verbs;
  if (second !== undefined) {
    const message = `a step has one verb, got ${both(verbs.map(code))}: make it ${verbs.length} steps`;
    return [{ rule: 'verb', message, path: [...path, second], at: 'key' }];
  }
  if (verbs.length === 1) return [];
  const meant = misspelt(keys);
  if (meant !== undefined) {
    return [
      {
        rule: 'verb',
        message: `unknown verb ${code(meant.key)}: did you mean ${code(meant.verb)}?`,
        path: [...path, meant.key],
        at: 'key',
      },
    ];
  }
  return [
    { rule: 'verb', message: `a step without a verb: expected one of ${VERBS.join(', ')}, with the step's title as its value`, path },
  ];
}

/** What is wrong with a step, judged as the kind of step that its verb says it is. */
export function explainStep(
  value: unknown,
  errors: readonly (readonly Issue[])[],
  standing: Standing,
  explain: (issue: Issue, standing: Standing) => ReaderFinding[],
): ReaderFinding[] {
  const { path } = standing;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = `got ${shown(value, standing.written.sourceAt(path))}, expected a step: a map with one of ${VERBS.join(', ')}`;
    return [{ rule: 'wrong-type', message, path }];
  }
  const keys = Object.keys(value);
  const verbs = VERBS.filter((each) => keys.includes(each));
  const found = wrongVerbs(keys, verbs, path);
  const meant = misspelt(keys);
  const verb = verbs[0] ?? meant?.verb;
  if (verb === undefined) return found;

  const index = VERBS.indexOf(verb);
  const branch = branches[index];
  const known = keysOf[index] ?? [];
  // Told already: other verbs, and a misspelt one with the key that it leaves missing.
  const told = new Set<string>([...verbs.slice(1), ...(verbs.length === 0 && meant !== undefined ? [meant.key, meant.verb] : [])]);
  const unknown = keys.filter((key) => !known.includes(key) && !told.has(key));
  found.push(...unknownKeys(unknown, path, known, (key) => elsewhere(key, verb)));

  const misspeltProbe = unknown.some((key) => PROBE_KINDS.some((kind) => kind === nearest(key, known)));
  const rest = (errors[index] ?? []).filter(
    (issue) =>
      !(issue.code === 'unrecognized_keys' && issue.path.length === 0) &&
      !told.has(String(issue.path[0])) &&
      !(misspeltProbe && issue.code === 'custom' && issue.params?.rule === 'probe'),
  );
  if (branch !== undefined) found.push(...rest.flatMap((issue) => explain(issue, { ...standing, schema: branch })));

  // The schema looks for the probe only when the keys are well.
  const probe = known.includes(PROBE_KINDS[0] ?? '') && !misspeltProbe ? probeProblem(value) : undefined;
  if (probe !== undefined && !found.some(({ rule }) => rule === 'probe')) {
    found.push({ rule: 'probe', message: probe.message, path: [...path, ...probe.path] });
  }
  return found;
}
