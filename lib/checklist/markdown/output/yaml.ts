import { scalar } from './scalar.ts';

/** Comments for maps, each line without its `#`: they stand before the map. */
export type Comments = ReadonlyMap<object, readonly string[]>;

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

const STEP = 2;

const commentLines = (value: Plain, comments: Comments, indent: number): string[] =>
  typeof value === 'object' && value !== null ? (comments.get(value) ?? []).map((line) => `${' '.repeat(indent)}# ${line}`) : [];

/** What follows `key:` or `-`, with its own first blank or line end. */
function after(value: Plain, indent: number, comments: Comments): string {
  if (typeof value === 'string') return ` ${scalar(value, indent)}`;
  if (typeof value !== 'object' || value === null) return ` ${String(value)}`;
  if (Array.isArray(value)) return value.length === 0 ? ' []' : `\n${sequence(value, indent, comments)}`;
  return Object.keys(value).length === 0 ? ' {}' : `\n${mapping(value as { readonly [key: string]: Plain }, indent, comments)}`;
}

function mapping(value: { readonly [key: string]: Plain }, indent: number, comments: Comments): string {
  const margin = ' '.repeat(indent);
  return Object.entries(value)
    .map(([key, inner]) => `${margin}${scalar(key, indent)}:${after(inner, indent + STEP, comments)}`)
    .join('\n');
}

function sequence(values: readonly Plain[], indent: number, comments: Comments): string {
  const margin = ' '.repeat(indent);
  return values
    .flatMap((value) => {
      const isMap = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
      // A map begins in the line of its dash.
      const text = isMap
        ? `${margin}- ${mapping(value as { readonly [key: string]: Plain }, indent + STEP, comments).slice(indent + STEP)}`
        : `${margin}-${after(value, indent + STEP, comments)}`;
      return [...commentLines(value, comments, indent), text];
    })
    .join('\n');
}

/**
 * Writes plain data as block YAML, with comments where maps in lists have some, a blank line between the parts of the top.
 * In the style of print.ts; written out by hand because building a document node by node takes half of an import's time.
 */
export function writeYaml(value: { readonly [key: string]: unknown }, comments: Comments): string {
  const parts = Object.entries(value as { readonly [key: string]: Plain });
  const lines = parts.map(([key, inner], index) => {
    const blank = typeof inner === 'object' && inner !== null && index > 0 ? '\n' : '';
    return `${blank}${mapping({ [key]: inner }, 0, comments)}`;
  });
  return `${lines.join('\n')}\n`;
}
