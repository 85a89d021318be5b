import type { Finding, Severity } from '../problem.ts';
import type { Subject } from './subject.ts';

/** One thing that a checklist must or should keep to. Pure: it sees the checklist, and nothing else of the world. */
export interface Rule {
  /** In brackets after each of its messages. */
  readonly id: string;
  readonly severity: Severity;
  /** A paragraph for docs/checklist.md: what is refused, and why. */
  readonly explanation: string;
  find(subject: Subject): Iterable<Finding>;
}
