/** Keys and indexes from the root of a checklist: `['phases', 0, 'steps', 2, 'timeout']`. */
export type Path = readonly (string | number)[];

export type Severity = 'error' | 'warning';

/** Something wrong in a checklist, at the key or value it is about. This is also its form in `--json`. */
export interface Problem {
  /** Id of the rule that found it; docs/checklist.md explains each. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units as editors count. */
  readonly column: number;
  /** How much of the line it is about, in UTF-16 units; 0 when it is about a point. */
  readonly length: number;
  readonly path: Path;
}

/** What is wrong and with what; its place in the text is found later. */
export interface Finding {
  readonly message: string;
  readonly path: Path;
  /** What to point at: the value (default), its key, or the first occurrence of a text inside the value. */
  readonly at?: At;
  /** Only where it differs from the rule's own. */
  readonly severity?: Severity;
}

export type At = 'value' | 'key' | { readonly text: string };

const samePlace = (a: Problem, b: Problem): boolean =>
  a.line === b.line && a.column === b.column && a.rule === b.rule && a.message === b.message;

/** By place, then errors before warnings; each only once (an anchor that is used ten times is wrong once). */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const sorted = problems.toSorted(
    (a, b) =>
      a.line - b.line ||
      a.column - b.column ||
      a.severity.localeCompare(b.severity) ||
      a.rule.localeCompare(b.rule) ||
      a.message.localeCompare(b.message),
  );
  return sorted.filter((problem, index) => {
    const previous = sorted[index - 1];
    return previous === undefined || !samePlace(previous, problem);
  });
}

/** True when the checklist must not run. */
export const hasErrors = (problems: readonly Problem[]): boolean => problems.some((problem) => problem.severity === 'error');
