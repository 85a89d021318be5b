import { z } from 'zod';

/** Any schema, as its definition tells it apart. */
export type Schema = z.core.$ZodType;
type Definition = z.core.$ZodTypes['_zod']['def'];

const definition = (schema: Schema): Definition => (schema as z.core.$ZodTypes)._zod.def;

/** What is written, without the wrappers: optional, codec (its written side), lazy. */
export function written(schema: Schema): Schema {
  const def = definition(schema);
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return written(def.innerType);
    case 'pipe':
      return written(def.in);
    case 'lazy':
      return written(def.getter());
    default:
      return schema;
  }
}

/** The description of a schema or of what it wraps. */
export function descriptionOf(schema: Schema): string | undefined {
  const own = z.globalRegistry.get(schema)?.description;
  if (own !== undefined) return own;
  const def = definition(schema);
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return descriptionOf(def.innerType);
    case 'pipe':
      return descriptionOf(def.in);
    default:
      return undefined;
  }
}

/** The branches of a union; undefined for anything else. */
export function branchesOf(schema: Schema): readonly Schema[] | undefined {
  const def = definition(written(schema));
  return def.type === 'union' ? def.options : undefined;
}

/** The keys of an object and what each may hold; undefined for anything else. */
export function shapeOf(schema: Schema): Readonly<Record<string, Schema>> | undefined {
  const def = definition(written(schema));
  return def.type === 'object' ? def.shape : undefined;
}

/** Name, value and whether it may be left out. */
export const isOptional = (schema: Schema): boolean => schema._zod.optin !== undefined;

/** What stands under a key or an index. A union is entered by the first branch that has it. */
export function childOf(schema: Schema, key: PropertyKey): Schema | undefined {
  const def = definition(written(schema));
  switch (def.type) {
    case 'object':
      return Object.hasOwn(def.shape, key) ? def.shape[String(key)] : undefined;
    case 'record':
      return def.valueType;
    case 'array':
      return def.element;
    case 'tuple':
      return def.items[Number(key)];
    case 'union':
      return def.options.map((option) => childOf(option, key)).find((child) => child !== undefined);
    default:
      return undefined;
  }
}

/** The values that may be written, where there are only so many. */
export function valuesOf(schema: Schema): readonly string[] {
  const def = definition(written(schema));
  switch (def.type) {
    case 'enum':
      return Object.values(def.entries).map(String);
    case 'literal':
      return def.values.map(String);
    case 'union':
      return def.options.flatMap(valuesOf);
    default:
      return [];
  }
}

/** What a text must look like, in the words of its first check: `a duration: …`. */
function formOf(schema: Schema): string | undefined {
  const checks = definition(schema).checks ?? [];
  for (const check of checks) {
    const { error } = check._zod.def;
    const told = error?.({ code: 'custom', input: '', path: [], message: '' } as never);
    const words = typeof told === 'string' ? told : told?.message;
    if (words?.startsWith('expected ')) return words.slice('expected '.length);
  }
  return undefined;
}

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

/** What may be written, in words: `a duration: …`, `text`, `true or false`, `a map with the keys …`. */
export function expectedWords(schema: Schema): readonly string[] {
  const inner = written(schema);
  const def = definition(inner);
  switch (def.type) {
    case 'string':
      return [formOf(inner) ?? 'text'];
    case 'number':
      return [formOf(inner) ?? (def.checks?.length ? 'a whole number' : 'a number')];
    case 'boolean':
      return ['true', 'false'];
    case 'null':
      return ['null'];
    case 'array':
    case 'tuple':
      return ['a list'];
    case 'record':
      return ['a map'];
    case 'object': {
      const keys = Object.keys(def.shape);
      return [keys.length <= 8 ? `a map with ${keys.map((key) => `\`${key}\``).join(', ')}` : 'a map'];
    }
    case 'enum':
    case 'literal':
      return valuesOf(inner);
    case 'union':
      return unique(def.options.flatMap(expectedWords));
    default:
      return ['a value'];
  }
}

/** Any JSON: the one schema that holds itself without an end. */
export function isAnyJson(schema: Schema): boolean {
  const def = definition(schema);
  return def.type === 'lazy' || (def.type === 'optional' && isAnyJson(def.innerType));
}
