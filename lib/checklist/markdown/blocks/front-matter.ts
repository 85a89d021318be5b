/** What stands before the document: `key: value` lines between two `---` (YAML) or `+++` (TOML). */
export interface FrontMatter {
  readonly values: Readonly<Record<string, string>>;
  /** The document with these lines blank, so that lines keep their numbers. */
  readonly body: string;
}

/** Beyond this a fence at the top is no front matter. */
const MAX_LINES = 200;
const LINE = /^(\w[\w-]*)\s*[:=]\s*(.*)$/;

const unquoted = (value: string): string => value.trim().replace(/^(["'])(.*)\1$/, '$2');

export function splitFrontMatter(text: string): FrontMatter {
  const none = { values: {}, body: text };
  const fence = /^(---|\+\+\+)[^\S\n]*\n/.exec(text)?.[1];
  if (fence === undefined) return none;
  const lines = text.split('\n', MAX_LINES);
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === fence);
  const inside = lines.slice(1, Math.max(end, 1));
  // A rule, some text and another rule look alike: front matter holds keys, and no list of tasks.
  if (end === -1 || !inside.some((line) => LINE.test(line)) || inside.some((line) => /^\s*([-*+]|\d+[.)])\s+\[[ xX]\]|^#{1,6} /.test(line)))
    return none;
  const values = Object.fromEntries(
    inside.flatMap((line) => {
      const [, key = '', value = ''] = LINE.exec(line) ?? [];
      return key === '' || value === '' ? [] : [[key.toLowerCase(), unquoted(value)]];
    }),
  );
  const length = lines.slice(0, end + 1).reduce((sum, line) => sum + line.length + 1, 0);
  return { values, body: '\n'.repeat(end + 1) + text.slice(length) };
}
