import type { Expectation } from '../checklist/schema/expectation.ts';
import type { Judgement, Verdict } from '../deployments/verdict.ts';
import { keepHeadAndTail } from './bounded-text.ts';
import { printMilliseconds } from './deadline.ts';
import { type Finding, findings } from './expectations.ts';
import { createMask, type Mask } from './mask.ts';
import { judgeMeasure, type MeasureLimits } from './measure.ts';
import type { Observation, ProbeResult } from './observation.ts';
import { observedValue } from './observed-value.ts';
import { quoteSeen } from './quote.ts';
import type { ProbeKind } from './schema.ts';

/** All that a verdict rests on. */
export interface JudgeInput {
  readonly kind: ProbeKind;
  readonly result: ProbeResult;
  readonly expect?: Expectation | undefined;
  /** Where the value stands: a JSONPath or a `/regular expression/`. */
  readonly value?: string | undefined;
  /** What a `measure` is held against; `{ only: 'value' }` only takes it. Undefined for other verbs. */
  readonly measure?: MeasureLimits | undefined;
  /** True for a check: then a result without any rows is an error, unless `rows` are expected. */
  readonly looksOnly: boolean;
  /** For `$NAME` inside expected texts. */
  readonly values: Readonly<Record<string, string>>;
  /** The secrets' values: masked in the reason and the value. */
  readonly secrets: readonly string[];
}

/**
 * What a step came to. Every expectation is looked at and every unmet one is told. The reason always says what was seen and,
 * unless all is well, what was expected: `got 503 in 120 ms, expected 200`. Pure; evidence is not part of it.
 */
export function judge(input: JudgeInput): Judgement {
  const mask = createMask(input.secrets);
  if (input.result.kind === 'unable') return { verdict: 'error', reason: fitReason(input.result.reason, mask) };
  const { observation } = input.result;
  const taken = takeValue(input, observation);
  const all = [
    ...emptiness(input, observation),
    ...findings({ ...input, observation, taken: taken?.found, mask }),
    ...(input.measure === undefined || taken === undefined ? [] : judgeMeasure(taken.found, input.measure, mask)),
    ...(taken?.found.kind === 'found' || taken === undefined || input.measure !== undefined
      ? []
      : [{ verdict: 'error' as const, part: taken.found.reason }]),
  ];
  const value = reportedValue(all, taken, mask);
  const verdict = worst(all);
  const told = verdict === 'pass' ? all : [...all, ...lastWords(input.kind, observation, mask)];
  return {
    verdict,
    reason: fitReason(sentence(observation, told, taken?.told === true ? value : undefined, mask), mask),
    ...(value === undefined ? {} : { value: value.value }),
  };
}

/** Longest reason, in bytes of UTF-8: it goes into messages and tables. */
const MAX_REASON_BYTES = 2_048;

/** A reason as it may be kept: masked, on one line, not too long. */
const fitReason = (reason: string, mask: Mask): string =>
  keepHeadAndTail(mask(reason), MAX_REASON_BYTES).text.replace(/\s*[\r\n]+\s*/g, ' ');

/** A value that was asked for, and whether the reason names it beside the summary. */
interface Taken {
  readonly found: ReturnType<typeof observedValue>;
  readonly told: boolean;
}

function takeValue({ kind, value, measure }: JudgeInput, observation: Observation): Taken | undefined {
  if (value !== undefined) return { found: observedValue(value, observation), told: measure === undefined };
  if (kind === 'metric') return { found: { kind: 'found', value: observation.json }, told: false };
  return measure === undefined ? undefined : { found: wholeValue(kind, observation), told: false };
}

/** What a measure takes when it does not say where the value stands: latency, the only cell, or the whole output. */
function wholeValue(kind: ProbeKind, { durationMs, json, output }: Observation): Taken['found'] {
  if (kind === 'http') return { kind: 'found', value: `${durationMs} ms` };
  if (kind === 'sql') {
    const cells = Array.isArray(json) && json.length === 1 ? Object.values(json[0] as object) : [];
    return cells.length === 1
      ? { kind: 'found', value: cells[0] }
      : { kind: 'missing', reason: 'expected one row with one column: say in `value` where the number stands' };
  }
  return { kind: 'found', value: typeof json === 'number' ? json : output.trim() };
}

function emptiness({ kind, expect, looksOnly }: JudgeInput, { rows }: Observation): Finding[] {
  const empty = kind === 'sql' && looksOnly && rows === 0 && expect?.rows === undefined;
  return empty ? [{ verdict: 'error', part: 'so nothing can be told; write `rows: 0` under `expect` if there should be none' }] : [];
}

function reportedValue(all: readonly Finding[], taken: Taken | undefined, mask: Mask): { readonly value: number | string } | undefined {
  const measured = all.find((finding) => finding.value !== undefined)?.value;
  const value = measured ?? (taken?.found.kind === 'found' ? taken.found.value : undefined);
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return { value: mask(String(value)) === String(value) ? value : mask(String(value)) };
  return { value: quoteSeen(value, mask, false) };
}

/** A failure is certain even when something else could not be told. */
function worst(all: readonly Finding[]): Verdict {
  const verdicts = all.map((finding) => finding.verdict);
  return verdicts.includes('fail') ? 'fail' : verdicts.includes('error') ? 'error' : 'pass';
}

/** What a command said last on standard error is mostly why it failed. */
function lastWords(kind: ProbeKind, { errorOutput = '' }: Observation, mask: Mask): Finding[] {
  const line = kind === 'command' ? mask(errorOutput).trimEnd().split('\n').at(-1)?.trim() : undefined;
  return line === undefined || line === '' ? [] : [{ verdict: 'pass', part: `it said ${quoteSeen(line, mask)}` }];
}

function sentence(observation: Observation, all: readonly Finding[], value: { value: number | string } | undefined, mask: Mask): string {
  const expected = all.flatMap((finding) => (finding.expected === undefined ? [] : [finding.expected]));
  return [
    `got ${mask(observation.summary)} in ${printMilliseconds(observation.durationMs)}`,
    ...(value === undefined ? [] : [`, value ${value.value}`]),
    ...(expected.length === 0 ? [] : [`, expected ${expected.join(' and ')}`]),
    ...all.flatMap((finding) => (finding.part === undefined ? [] : [`; ${finding.part}`])),
  ].join('');
}
