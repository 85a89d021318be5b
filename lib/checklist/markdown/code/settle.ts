import type { Probe } from '../../../probes/schema.ts';
import type { Comparison } from '../../schema/comparison.ts';
import type { Expectation } from '../../schema/expectation.ts';
import { understand } from './expectation.ts';
import type { Marks } from './marks.ts';
import type { CheckUse, PersonUse } from './use.ts';

interface Question {
  readonly probe: Probe;
  readonly code: string;
  /** What comments in the code expect: each must be understood. */
  readonly comments: readonly string[];
  /** What words beside the code expect: what is not understood is handed back. */
  readonly expected: readonly string[];
  /** Its own end says whether all is well. */
  readonly asserts: boolean;
  readonly marks: Marks | undefined;
  /** Its exit code hides a failure. */
  readonly hides: boolean;
  /** Why its own end does not say so. */
  readonly why: string;
}

interface Settled {
  readonly expect: Expectation;
  readonly value?: string;
  readonly target?: CheckUse['target'];
}

type Understood = NonNullable<ReturnType<typeof understand>>;

/** Two expectations as one; undefined when both speak of the same thing. */
function join(settled: Settled, next: Understood): Settled | undefined {
  if (next.kind === 'success') return settled;
  if (next.kind === 'measure')
    return settled.target === undefined && settled.value === undefined ? { ...settled, value: next.value, target: next.target } : undefined;
  const clash = Object.keys(next.expect).some((key) => key in settled.expect) || (next.value !== undefined && settled.value !== undefined);
  return clash
    ? undefined
    : { ...settled, expect: { ...settled.expect, ...next.expect }, ...(next.value === undefined ? {} : { value: next.value }) };
}

const lacks = (text: string): Comparison => ({ kind: 'not', comparison: { kind: 'contains', text } });

/** Puts together what is expected of a check. When anything that is said cannot be expected with certainty, a person looks. */
export function settle({ probe, code, comments, expected, asserts, hides, marks, why }: Question): CheckUse | PersonUse {
  const context = { probe: probe.kind === 'http' || probe.kind === 'sql' ? probe.kind : 'command', code } as const;
  let settled: Settled = { expect: {} };
  let told = false;
  // That it ends well is enough only where a failure would show.
  const tells = (understood: Understood | undefined): boolean => understood?.kind !== 'success' || !hides;
  for (const words of comments) {
    const understood = understand(words, context);
    const joined = understood === undefined ? undefined : join(settled, understood);
    if (joined === undefined) return { kind: 'person', because: 'expectation', why: `it is not certain how to tell "${words}"` };
    settled = joined;
    told ||= tells(understood);
  }
  const left: string[] = [];
  for (const words of expected) {
    const understood = understand(words, context);
    const joined = understood === undefined ? undefined : join(settled, understood);
    if (joined === undefined) left.push(words);
    else [settled, told] = [joined, told || tells(understood)];
  }
  // Code that prints ❌ and ends well has failed all the same; code that only prints a warning warns.
  const silentFailure = marks?.exits === true ? undefined : marks?.failure;
  const onlyWarns = marks !== undefined && !marks.exits && marks.failure === undefined ? marks.warning : undefined;
  const sign = silentFailure ?? onlyWarns;
  if (sign !== undefined) {
    if (settled.expect.output !== undefined)
      return { kind: 'person', because: 'expectation', why: `it prints "${sign}" besides what is expected of it` };
    settled = { ...settled, expect: { ...settled.expect, output: lacks(sign) } };
    told = true;
  }
  const empty = Object.keys(settled.expect).length === 0;
  if (!asserts && !told) return { kind: 'person', because: 'reading', why: why === '' ? 'a person must read what it shows' : why };
  if (probe.kind === 'sql' && empty) return { kind: 'person', because: 'reading', why: 'nothing certain says what its rows must be' };
  return {
    kind: 'check',
    probe,
    ...(empty ? {} : { expect: settled.expect }),
    ...(settled.value === undefined ? {} : { value: settled.value }),
    ...(settled.target === undefined ? {} : { target: settled.target }),
    ...(onlyWarns === undefined || silentFailure !== undefined ? {} : { advisory: true }),
    left,
  };
}
