import { z } from 'zod';

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;

/** The same object with its kebab-case keys in camelCase. Values are left alone. */
export type CamelKeys<T> = { [K in keyof T as K extends string ? Camel<K> : K]: T[K] };

const toCamel = (key: string): string => key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
export const toKebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const renameKeys = (object: object, rename: (key: string) => string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(object)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [rename(key), value]),
  );

/** Checklists are written in kebab-case and read in camelCase: this is the one place that knows both. */
export const camelKeys = (object: object): Record<string, unknown> => renameKeys(object, toCamel);
export const kebabKeys = (object: object): Record<string, unknown> => renameKeys(object, toKebab);

/** A strict object written with kebab-case keys; what it decodes to has camelCase keys. */
export function kebabObject<S extends z.ZodRawShape>(shape: S) {
  const written = z.strictObject(shape);
  type Read = CamelKeys<z.output<typeof written>>;
  return z.codec(
    written,
    z.custom<Read>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
    {
      decode: (value) => camelKeys(value) as Read,
      encode: (value) => kebabKeys(value as object) as z.output<typeof written>,
    },
  );
}
