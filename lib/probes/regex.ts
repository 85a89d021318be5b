import vm from 'node:vm';

/** Longest time that one regular expression may take, in milliseconds: catastrophic backtracking must not hang a deployment. */
const LIMIT_MS = 1_000;

/** What an expression found: the whole match and its first group. */
export type RegexResult =
  | { readonly kind: 'match'; readonly whole: string; readonly group: string | undefined }
  | { readonly kind: 'no-match' }
  | { readonly kind: 'unusable'; readonly reason: string };

/**
 * Searches a text for the first match, within a second. The expression is new on each call, so the state that
 * `g` and `y` keep between calls cannot matter.
 */
export function searchText(pattern: string, flags: string, text: string, limitMs = LIMIT_MS): RegexResult {
  // Only literals go into the script: JSON texts are JavaScript texts.
  const call = `new RegExp(${JSON.stringify(pattern)}, ${JSON.stringify(flags)}).exec(${JSON.stringify(text)})`;
  try {
    const found: unknown = vm.runInThisContext(`(() => { const m = ${call}; return m && [m[0], m[1]]; })()`, { timeout: limitMs });
    if (!Array.isArray(found)) return { kind: 'no-match' };
    return { kind: 'match', whole: String(found[0]), group: found[1] === undefined ? undefined : String(found[1]) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      return { kind: 'unusable', reason: `/${pattern}/${flags} took longer than ${limitMs} ms: simplify nested repetitions such as (a+)+` };
    return { kind: 'unusable', reason: `/${pattern}/${flags} is not a regular expression` };
  }
}

const WRITTEN = /^\/(.+)\/([dgimsuvy]*)$/s;

/** `/pattern/flags` → its parts; undefined when the text is not of that form. */
export function readRegex(text: string): { readonly pattern: string; readonly flags: string } | undefined {
  const [, pattern, flags] = WRITTEN.exec(text) ?? [];
  return pattern === undefined || flags === undefined ? undefined : { pattern, flags };
}
