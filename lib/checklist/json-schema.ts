import { z } from 'zod';
import { PROBE_KINDS } from '../probes/schema.ts';
import { checklist } from './schema/checklist.ts';

type Json = z.core.JSONSchema.JSONSchema;

const REFERENCE = /^#\/\$defs\/(.+)$/;
/** Shorter definitions are clearer where they are used. */
const SHORT = 60;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rebuilds a schema from its leaves up; `change` sees each object with the key that it stands under. */
function rebuild(value: unknown, change: (object: Record<string, unknown>, key: string) => unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => rebuild(each, change, key));
  if (!isObject(value)) return value;
  return change(Object.fromEntries(Object.entries(value).map(([name, each]) => [name, rebuild(each, change, name)])), key);
}

const referenceOf = (object: Record<string, unknown>): string | undefined =>
  typeof object.$ref === 'string' ? REFERENCE.exec(object.$ref)?.[1] : undefined;

function countReferences(schema: unknown): Map<string, number> {
  const counts = new Map<string, number>();
  rebuild(schema, (object) => {
    const name = referenceOf(object);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
    return object;
  });
  return counts;
}

/** Puts definitions that are short, or used once, where they are used. */
function inlined(definitions: Record<string, unknown>): Record<string, unknown> {
  const counts = countReferences(definitions);
  const inline = (value: unknown): unknown =>
    rebuild(value, (object) => {
      const name = referenceOf(object);
      const definition = name === undefined ? undefined : definitions[name];
      if (name === undefined || definition === undefined) return object;
      const text = JSON.stringify(definition);
      const short = text.length <= SHORT && !text.includes('"$ref"');
      if (counts.get(name) !== 1 && !short) return object;
      const { $ref: _, ...beside } = object;
      return { ...(inline(definition) as object), ...beside };
    });
  return Object.fromEntries(Object.entries(definitions).map(([name, definition]) => [name, inline(definition)]));
}

/** Names each definition after the key under which it is first met: `timeout`, `expect`, `command`. */
function named(root: unknown, definitions: Record<string, unknown>): Record<string, unknown> {
  const names = new Map<string, string>();
  const waiting: string[] = [];
  const nameOf = (old: string, key: string): string => {
    const known = names.get(old);
    if (known !== undefined) return known;
    const wanted = /^(anyOf|items|additionalProperties|propertyNames)?$/.test(key) ? 'value' : key;
    const taken = new Set(names.values());
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
    names.set(old, name);
    waiting.push(old);
    return name;
  };
  const rename = (value: unknown): unknown =>
    rebuild(value, (object, key) => {
      const old = referenceOf(object);
      return old === undefined ? object : { ...object, $ref: `#/$defs/${nameOf(old, key)}` };
    });
  const schema = rename(root) as Record<string, unknown>;
  const renamed: Record<string, unknown> = {};
  for (let old = waiting.shift(); old !== undefined; old = waiting.shift()) renamed[nameOf(old, '')] = rename(definitions[old]);
  return { ...schema, $defs: renamed };
}

/** What the types cannot say: exactly one probe in a check, an action and an undo; at least one environment. */
function addHints({ jsonSchema, path }: { jsonSchema: Json; path: (string | number)[] }): void {
  const { properties } = jsonSchema;
  if (properties !== undefined && PROBE_KINDS.every((kind) => kind in properties))
    jsonSchema.oneOf = PROBE_KINDS.map((kind) => ({ required: [kind] }));
  if (path.join('/') === 'properties/environments') jsonSchema.minProperties = 1;
}

/** The JSON Schema of what may be written in a checklist: for editors, and for tools that make checklists. */
export function checklistJsonSchema(): Record<string, unknown> {
  const {
    $schema,
    $defs = {},
    ...root
  } = z.toJSONSchema(checklist, { io: 'input', reused: 'ref', override: addHints }) as Record<string, unknown> & {
    $defs?: Record<string, unknown>;
  };
  const { '': schema, ...definitions } = inlined({ '': root, ...$defs });
  return {
    $schema,
    $id: 'urn:gonogo:checklist',
    title: 'gonogo checklist',
    description: 'What must happen in a deployment, in order: docs/checklist.md explains every key and rule.',
    ...named(schema, definitions),
  };
}
