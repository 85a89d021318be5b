/** One figure of a run, beside what it should be. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  /** The most that the value should be; null where nobody set one. */
  readonly target: number | null;
  /** A `ratio` compares two things of the same run, and means the same on another machine; the rest do not. */
  readonly unit: 'ratio' | 'ms' | 's' | 'KB' | 'MB';
  readonly met: boolean | null;
}

const rounded = (value: number): number => Number(value.toPrecision(3));

export function measure(name: string, unit: Measure['unit'], value: number, target: number | null = null): Measure {
  return { name, value: rounded(value), target, unit, met: target === null ? null : value <= target };
}

/** What one file of this folder measures. */
export type Bench = (place: Place) => Promise<readonly Measure[]>;

/** Where measures are taken. */
export interface Place {
  readonly root: string;
  /** The built command line: what people install. */
  readonly gonogo: string;
  /** An empty directory, gone after the measure. */
  readonly scratch: string;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}
