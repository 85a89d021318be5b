import type { Probe } from '../../../probes/schema.ts';
import type { Comparison } from '../../schema/comparison.ts';
import type { Expectation } from '../../schema/expectation.ts';
import type { Reverse } from './reversal.ts';

/** What a checklist can make of a piece of code. */
export type CodeUse = CheckUse | BackupUse | ActionUse | PersonUse;

export interface CheckUse {
  readonly kind: 'check';
  readonly probe: Probe;
  readonly expect?: Expectation;
  readonly value?: string;
  /** Makes it a measure. */
  readonly target?: Extract<Comparison, { kind: 'compares' }>;
  /** The code only warns. */
  readonly advisory?: true;
  /** Of the expectations that stand beside the code, those that were not understood. */
  readonly left: readonly string[];
}

export interface BackupUse {
  readonly kind: 'backup';
  readonly probe: Probe;
}

export interface ActionUse {
  readonly kind: 'action';
  readonly verb: 'migrate' | 'deploy';
  readonly probe: Probe;
  readonly reverse: Reverse;
}

/** It is not certain: a person does it, with the code at hand. */
export interface PersonUse {
  readonly kind: 'person';
  readonly because: 'placeholder' | 'alternatives' | 'changes' | 'expectation' | 'reading' | 'language' | 'nothing';
  /** In words for the report. */
  readonly why: string;
}
