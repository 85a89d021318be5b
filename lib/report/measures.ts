import type { DeploymentReport, StepReport } from '../deployments/summary.ts';
import type { Verdict } from '../deployments/verdict.ts';

/** One line of the table of measures. Texts carry the unit of the target; undefined where nothing was measured. */
export interface Measure {
  readonly title: string;
  readonly baseline?: string;
  readonly target?: string;
  readonly actual?: string;
  readonly afterRollback?: string;
  /** Undefined when the deployment ended before it was judged. */
  readonly verdict?: Verdict;
}

/** Every measure of a deployment once, in the order in which they were first taken. */
export function measuresOf(report: Pick<DeploymentReport, 'baseline' | 'steps' | 'verification'>): Measure[] {
  const [before, judged, after] = [report.baseline, report.steps, report.verification].map(measuresById);
  const ids = new Set([...(judged?.keys() ?? []), ...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...ids].flatMap((id) => {
    const [first, actual, last] = [before?.get(id), judged?.get(id), after?.get(id)];
    const named = actual ?? first ?? last;
    if (named === undefined) return [];
    const target = [actual, first, last].find((each) => each?.target !== undefined)?.target;
    const unit = unitOf(target);
    const texts = {
      baseline: valueText(actual?.baseline ?? first?.value ?? last?.baseline, unit),
      target,
      actual: valueText(actual?.value, unit),
      afterRollback: valueText(last?.value, unit),
      verdict: actual?.verdict,
    };
    return [{ title: named.title, ...defined(texts) }];
  });
}

const measuresById = (steps: readonly StepReport[]): Map<string, StepReport> =>
  new Map(steps.filter((step) => step.verb === 'measure').map((step) => [step.id, step]));

/** `<= 20 ms` → `ms`. */
const unitOf = (target: string | undefined): string => /\d\s*([A-Za-z%][A-Za-z/%]*)$/.exec(target ?? '')?.[1] ?? '';

function valueText(value: number | string | undefined, unit: string): string | undefined {
  if (value === undefined) return undefined;
  // Six digits are more than a clock or a planner's estimate gives; whole numbers are shown as they are.
  const text = typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(6))) : String(value);
  return unit === '' ? text : `${text} ${unit}`;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const defined = <T extends object>(object: T): Defined<T> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;
