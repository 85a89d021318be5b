import type { Places } from './places.ts';
import { inOrder, type Problem } from './problem.ts';
import { readChecklist } from './read.ts';
import { RULES } from './rules/index.ts';
import { type KnownFiles, subjectOf } from './rules/subject.ts';
import type { Checklist } from './schema/checklist.ts';

export interface LintOptions {
  /** What is known of the files beside the checklist (default: nothing, and nothing is said of them). */
  readonly files?: KnownFiles;
}

export interface LintedChecklist {
  /** Undefined when it cannot be read. With errors among the problems it must not run. */
  readonly checklist?: Checklist;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** Where everything stands, for those who find more. */
  readonly places: Places;
}

/**
 * Reads a checklist and holds it against every rule. `file` is only the name that problems give. Reads no file and never
 * throws, whatever the text. What Step Functions can hold is judged of the plan, elsewhere.
 */
export function lintChecklist(text: string, file: string, { files }: LintOptions = {}): LintedChecklist {
  const { checklist, problems, places } = readChecklist(text, file);
  if (checklist === undefined) return { problems, places };
  const subject = subjectOf(checklist, files);
  const found = RULES.flatMap(({ id, severity, find }) =>
    [...find(subject)].map(
      (finding): Problem => ({
        rule: id,
        severity: finding.severity ?? severity,
        message: finding.message,
        file,
        ...places.of(finding.path, finding.at),
        path: finding.path,
      }),
    ),
  );
  return { checklist, problems: inOrder([...problems, ...found]), places };
}
