import { checklist } from '../lib/checklist/schema/checklist.ts';
import { comparison } from '../lib/checklist/schema/comparison.ts';
import { duration } from '../lib/checklist/schema/duration.ts';
import { recipient, secretReference } from '../lib/checklist/schema/environment.ts';
import { identifier, slug, variableName } from '../lib/checklist/schema/names.ts';
import { step } from '../lib/checklist/schema/step.ts';
import {
  branchesOf,
  childOf,
  descriptionOf,
  expectedWords,
  isAnyJson,
  isOptional,
  type Schema,
  shapeOf,
  written,
} from '../lib/checklist/schema/walk.ts';
import { either } from '../lib/checklist/wording.ts';

export type Shape = Readonly<Record<string, Schema>>;

/** The schema at a path; throws a RangeError where there is none. */
export const under = (schema: Schema, ...path: readonly (string | number)[]): Schema =>
  path.reduce((current, key) => {
    const child = childOf(current, key);
    if (child === undefined) throw new RangeError(`the schema has no ${path.join('.')}`);
    return child;
  }, schema);

/** What is explained once, in a section of its own. */
const SECTIONS = new Map<Schema, string>(
  (
    [
      [duration, '[duration](#durations)'],
      [comparison, '[comparison](#comparisons)'],
      [branchesOf(comparison)?.[0] ?? comparison, 'text'],
      [step, '[step](#steps)'],
      [slug, '[name](#names)'],
      [identifier, '[identifier](#names)'],
      [variableName, '[variable](#names)'],
      [secretReference, '[secret](#environments)'],
      [recipient, '[recipient](#notifications)'],
      [under(checklist, 'environments', 'any'), '[environment](#environments)'],
      [under(checklist, 'rollback'), '[rollback](#rollback)'],
      [under(checklist, 'freeze', 0), '[freeze](#freeze)'],
      [under(checklist, 'freeze', 0, 'from'), '[moment](#freeze)'],
      [under(checklist, 'notify', 0), '[notification](#notifications)'],
      [under(checklist, 'phases', 0), '[phase](#phases)'],
      [under(step, 'expect'), '[expectation](#expect)'],
      [under(step, 'retry'), '[retry](#retry)'],
      [under(step, 'undo'), '[undo](#keys-of-actions)'],
      [under(step, 'value'), '[value path](#value-paths)'],
    ] as const
  ).map(([schema, link]) => [written(schema), link]),
);

export const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** `text`, `[duration](#durations)`, `list of …`: short enough for a table. */
export function kindOf(schema: Schema): string {
  if (isAnyJson(schema)) return 'any JSON';
  const inner = written(schema);
  const section = SECTIONS.get(inner);
  if (section !== undefined) return section;
  const entry = childOf(inner, 0);
  const branches = branchesOf(inner);
  if (branches !== undefined)
    return either([
      ...new Set(
        branches.flatMap((branch) =>
          kindOf(branch)
            .split(' or ')
            .flatMap((each) => each.split(', ')),
        ),
      ),
    ]);
  if (shapeOf(inner) !== undefined) return 'map';
  const words = expectedWords(inner);
  if (words[0] === 'a list') return entry === undefined ? 'list' : `list of ${kindOf(entry)}`;
  if (words[0] === 'a map') return entry === undefined ? 'map' : `map to ${kindOf(entry)}`;
  if (words[0] === 'true') return '`true` or `false`';
  if (words[0] === 'a number' || words[0] === 'a whole number') return words[0].slice('a '.length);
  return words[0] === 'text' ? 'text' : formOf(words);
}

/** Forms are told as the reader's messages tell them; literal values as code. */
const formOf = (words: readonly string[]): string =>
  words.every((word) => /^[\w-]+$/.test(word)) ? either(words.map((word) => `\`${word}\``)) : either(words);

/** The keys of a map: in bold where required, with what they hold and mean. */
export function table(shape: Shape, keys = Object.keys(shape)): string {
  const rows = keys.flatMap((key) => {
    const schema = shape[key];
    if (schema === undefined) return [];
    const name = isOptional(schema) ? `\`${key}\`` : `**\`${key}\`**`;
    return [`| ${name} | ${cell(kindOf(schema))} | ${cell(descriptionOf(schema) ?? '')} |`];
  });
  return ['| key | value | meaning |', '|---|---|---|', ...rows].join('\n');
}

/** The keys of a map, or of the branch of a union that is one. */
export function mapOf(schema: Schema): Shape {
  const branches = branchesOf(schema) ?? [schema];
  return branches.map(shapeOf).find((shape) => shape !== undefined) ?? {};
}
