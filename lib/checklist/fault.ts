import type { Severity } from './problem.ts';

/** Something wrong with the YAML itself, from `start` to `end` in the text. */
export interface Fault {
  readonly rule: 'yaml' | 'yaml-limits';
  readonly severity: Severity;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}
