/** Signs by which code tells a person what it found, while ending well. */
export interface Marks {
  /** It prints a sign of failure. */
  readonly failure: string | undefined;
  /** It prints a sign of warning. */
  readonly warning: string | undefined;
  /** Ends with a code on failure as well. */
  readonly exits: boolean;
}

const PRINTED = /(?:\bprint\s*\(|\becho\b|\bprintf\b|console\.(?:log|error)\()[^\n]*/g;
const FAILURE = /❌|✗|✘|\bFAIL(?:ED|URE)?\b/;
const WARNING = /⚠|\bWARN(?:ING)?\b|\bWarning\b/;

export function marksIn(code: string): Marks {
  const printed = (code.match(PRINTED) ?? []).join('\n');
  return {
    failure: FAILURE.exec(printed)?.[0],
    warning: WARNING.exec(printed)?.[0],
    exits: /\bexit(?:\(|\s+)[1-9]|^\s*(?:assert|raise)\b/m.test(code),
  };
}
