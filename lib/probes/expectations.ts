import type { Comparison } from '../checklist/schema/comparison.ts';
import type { Expectation } from '../checklist/schema/expectation.ts';
import { holds, printComparison } from './compare.ts';
import { printMilliseconds } from './deadline.ts';
import { resolveComparison } from './expected-text.ts';
import type { Mask } from './mask.ts';
import type { Observation } from './observation.ts';
import { atJsonPath, type Found } from './observed-value.ts';
import { quoteSeen } from './quote.ts';
import type { ProbeKind } from './schema.ts';

/** One thing that was looked at and is worth telling. */
export interface Finding {
  readonly verdict: 'pass' | 'fail' | 'error';
  /** What was expected of that which the summary already names: `200`. */
  readonly expected?: string;
  /** Words of their own: `$.status is "sick", expected "healthy"`. */
  readonly part?: string;
  /** The number that a measure came to. */
  readonly value?: number;
}

interface Context {
  readonly kind: ProbeKind;
  readonly expect?: Expectation | undefined;
  readonly observation: Observation;
  /** The value that `value` points at. */
  readonly taken: Found | undefined;
  readonly values: Readonly<Record<string, string>>;
  readonly mask: Mask;
}

/** Something seen under its name. `inSummary`: the summary says it already. */
interface Seen {
  readonly name: string;
  readonly found: Found;
  readonly inSummary?: boolean;
  /** True when the text was cut, so that what it lacks proves nothing. */
  readonly cut?: boolean;
}

const EXIT_ZERO: Comparison = { kind: 'equals', value: 0 };
const SUCCESS: Comparison = { kind: 'status-class', hundreds: 2 };

/** Every expectation that is not met or cannot be told; what is met says nothing. */
export function findings(context: Context): Finding[] {
  const { kind, expect, observation, taken } = context;
  const cut = observation.truncated === true;
  const look = (comparison: Comparison | undefined, seen: Seen): Finding[] =>
    comparison === undefined ? [] : compare(comparison, seen, context);
  return [
    ...look(expect?.exitCode ?? (kind === 'command' ? EXIT_ZERO : undefined), exitCode(kind, observation)),
    ...look(expect?.status ?? (kind === 'http' ? SUCCESS : undefined), status(observation)),
    ...functionError(observation),
    ...look(expect?.rows, { name: 'the number of rows', found: present(observation.rows, 'no rows'), inSummary: true }),
    ...within(expect?.within, observation),
    ...look(expect?.output, { name: 'the output', found: present(observation.output, 'no output'), cut }),
    ...look(expect?.errorOutput, { name: 'the error output', found: present(observation.errorOutput, 'no error output'), cut }),
    ...Object.entries(expect?.json ?? {}).flatMap(([path, wanted]) => look(wanted, { name: path, found: atJsonPath(path, observation) })),
    ...Object.entries(expect?.headers ?? {}).flatMap(([name, wanted]) => look(wanted, header(name, observation))),
    ...look(expect?.value, { name: 'the value', found: taken ?? NOWHERE, inSummary: kind === 'metric' }),
  ];
}

const NOWHERE: Found = { kind: 'unusable', reason: 'the checklist does not say in `value` where it stands' };

const present = (value: unknown, otherwise: string): Found =>
  value === undefined ? { kind: 'unusable', reason: `there is ${otherwise}` } : { kind: 'found', value };

/** A command without an exit code was killed by a signal: that was seen, and it is no success. */
function exitCode(kind: ProbeKind, { exitCode: code }: Observation): Seen {
  const found: Found = code === undefined && kind === 'command' ? { kind: 'missing', reason: 'none' } : present(code, 'no exit code');
  return { name: 'the exit code', found, inSummary: true };
}

const status = (observation: Observation): Seen => ({
  name: 'the status',
  found: present(observation.status, 'no status'),
  inSummary: true,
});

function header(name: string, { headers }: Observation): Seen {
  const value = headers?.[name.toLowerCase()];
  const found: Found = value === undefined ? { kind: 'missing', reason: 'the answer does not have it' } : { kind: 'found', value };
  return { name: `header ${name}`, found };
}

const functionError = ({ functionError: reason }: Observation): Finding[] =>
  reason === undefined ? [] : [{ verdict: 'fail', expected: 'no function error' }];

const within = (limitMs: number | undefined, { durationMs }: Observation): Finding[] =>
  limitMs === undefined || durationMs <= limitMs ? [] : [{ verdict: 'fail', expected: `within ${printMilliseconds(limitMs)}` }];

function compare(written: Comparison, seen: Seen, { values, mask }: Context): Finding[] {
  const { name, found, inSummary = false } = seen;
  const resolved = resolveComparison(written, values);
  if ('reason' in resolved) return [{ verdict: 'error', part: `${name} cannot be compared: ${resolved.reason}` }];
  const expected = printComparison(resolved.comparison);
  if (found.kind === 'unusable') return [{ verdict: 'error', part: `${name} cannot be told: ${found.reason}, expected ${expected}` }];
  if (found.kind === 'missing')
    return [
      {
        verdict: 'fail',
        ...(inSummary ? { expected: `${name} ${expected}` } : { part: `${name}: ${found.reason}, expected ${expected}` }),
      },
    ];
  const result = holds(resolved.comparison, found.value);
  const unsure = seen.cut === true && !(result.kind === 'holds' && provenByPresence(resolved.comparison));
  if (unsure) return [{ verdict: 'error', part: `${name} was cut, so it cannot be told whether it is ${expected}` }];
  if (result.kind === 'holds') return absenceInNothing(written, seen, expected);
  const told = `${name} is ${quoteSeen(found.value, mask)}`;
  if (result.kind === 'incomparable') return [{ verdict: 'error', part: `${told}, expected ${expected}: ${result.reason}` }];
  return [{ verdict: 'fail', ...(inSummary ? { expected } : { part: `${told}, expected ${expected}` }) }];
}

/** Looks around itself, or at an end that may not be the real one. */
const LOOKS_BEYOND = /\(\?<?[!=]|(?<!\\)\$/;

/**
 * What stands in the part that was kept stands in the whole; what does not may still stand in the rest. An expression proves
 * it only when it is about nothing but what it matches.
 */
function provenByPresence(comparison: Comparison): boolean {
  if (comparison.kind !== 'matches') return comparison.kind === 'contains';
  const { pattern, flags } = comparison;
  return !LOOKS_BEYOND.test(pattern) && !(flags.includes('m') && pattern.includes('^'));
}

/** That nothing lacks a text proves nothing: an empty output does not show that there was no error. */
function absenceInNothing(comparison: Comparison, { name, found }: Seen, expected: string): Finding[] {
  const vacuous = comparison.kind === 'not' && comparison.comparison.kind !== 'equals' && found.kind === 'found' && found.value === '';
  return vacuous && name === 'the output' ? [{ verdict: 'error', part: `${name} is empty, which cannot show that it is ${expected}` }] : [];
}
