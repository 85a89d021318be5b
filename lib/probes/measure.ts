import type { Comparison } from '../checklist/schema/comparison.ts';
import { ordered, printComparison } from './compare.ts';
import type { Finding } from './expectations.ts';
import type { Mask } from './mask.ts';
import type { Found } from './observed-value.ts';
import { convert, inBaseUnit, isMagnitude, printQuantity, type Quantity, readQuantity } from './quantity.ts';
import { quoteSeen } from './quote.ts';

/** What a measure aims at: an operator, a number and perhaps a unit. */
export type Target = Extract<Comparison, { kind: 'compares' }>;

/** What a measure is held against. */
export interface MeasureLimits {
  readonly target?: Target | undefined;
  /** How much worse than the baseline it may be, as a fraction: 0.1 is 10 %; negative when it must be better. */
  readonly regression?: number | undefined;
  /** The value before the first change, in the target's unit (or in ms, bytes or % when there is no target). */
  readonly baseline?: number | undefined;
  /**
   * What counts (default: target and regression). `value`: only that there is one, as before the first change.
   * `regression`: only that, as after a rollback. The target gives the unit in any case.
   */
  readonly only?: 'value' | 'regression' | undefined;
}

/** Room for what binary fractions add to a quotient. */
const EPSILON = 1e-9;

/** Judges a measured value. Without a number there is no verdict but `error`. */
export function judgeMeasure(found: Found, limits: MeasureLimits, mask: Mask): Finding[] {
  if (found.kind !== 'found') return [{ verdict: 'error', part: found.reason }];
  const quantity = readQuantity(found.value);
  if (quantity === undefined) return [{ verdict: 'error', part: `the value is ${quoteSeen(found.value, mask)}, expected a number` }];
  const { target } = limits;
  if (isMagnitude(quantity.unit) && target?.unit !== quantity.unit)
    return [
      { verdict: 'error', part: `got ${printQuantity(quantity)}, but ${quantity.unit} alone is no unit: expected MB, MiB or the like` },
    ];
  const measured = target === undefined ? inBaseUnit(quantity) : inUnitOf(target, quantity);
  if ('reason' in measured)
    return [{ verdict: 'error', part: `${measured.reason}, expected ${target === undefined ? 'a number' : printComparison(target)}` }];
  const told: Finding = { verdict: 'pass', part: `measured ${printQuantity(measured)}`, value: measured.number };
  if (limits.only === 'value') return [told];
  return [told, ...(limits.only === 'regression' ? [] : againstTarget(measured, target)), ...againstBaseline(measured, limits)];
}

function inUnitOf({ unit }: Target, quantity: Quantity): Quantity | { readonly reason: string } {
  const converted = convert(quantity, unit);
  if ('reason' in converted) return converted;
  const kept = unit ?? quantity.unit;
  return kept === undefined ? converted : { ...converted, unit: kept };
}

function againstTarget({ number }: Quantity, target: Target | undefined): Finding[] {
  if (target === undefined) return [];
  const met = ordered(target.operator, number, target.number);
  return [{ verdict: met ? 'pass' : 'fail', part: `${met ? 'target' : 'expected'} ${printComparison(target)}` }];
}

function againstBaseline(measured: Quantity, { target, regression, baseline }: MeasureLimits): Finding[] {
  if (regression === undefined)
    return baseline === undefined ? [] : [{ verdict: 'pass', part: `baseline ${printQuantity({ ...measured, number: baseline })}` }];
  const limit = regression < 0 ? `at least ${percent(-regression)} better than before` : `at most ${percent(regression)} worse than before`;
  if (baseline === undefined) return [{ verdict: 'error', part: `expected ${limit}, but there is no value from before the first change` }];
  const before = printQuantity({ ...measured, number: baseline });
  const change = worseBy(measured.number, baseline, target);
  const met = change <= regression + EPSILON;
  if (!met) return [{ verdict: 'fail', part: `it was ${before} before, ${describe(change)}, expected ${limit}` }];
  return [{ verdict: 'pass', part: `baseline ${before}, ${describe(change)}` }];
}

/** How much worse than the baseline, as a fraction of it; negative when it is better. More is worse unless the target asks for more. */
function worseBy(number: number, baseline: number, target: Target | undefined): number {
  const more = number - baseline;
  const operator = target?.operator;
  const worse = operator === '>' || operator === '>=' ? -more : operator === '==' ? Math.abs(more) : more;
  // Against a baseline of 0 any change is infinite.
  return worse === 0 ? 0 : worse / Math.abs(baseline);
}

const percent = (fraction: number): string => `${Number((fraction * 100).toPrecision(4))}%`;

function describe(change: number): string {
  if (change === 0) return 'the same';
  const word = change > 0 ? 'worse' : 'better';
  // Against a baseline of 0 there is no share to tell.
  return Number.isFinite(change) ? `${percent(Math.abs(change))} ${word}` : word;
}
