import type { ProbeContext } from './observation.ts';

/** The end of a probe's time: its timeout, or the person who interrupts the deployment. */
export interface Deadline {
  /** Aborts at the end. */
  readonly signal: AbortSignal;
  /** Whole milliseconds since the probe began. */
  readonly elapsedMs: () => number;
  /** Whole milliseconds left, at least 1. */
  readonly remainingMs: () => number;
  /** Why it ended: `timed out after 2 s`, or `interrupted`. */
  readonly cause: () => string;
}

/** A timer of Node's takes 24.8 days at most; one that is given more is up at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Starts the clock of one probe. */
export function startDeadline({ timeoutMs, signal }: Pick<ProbeContext, 'timeoutMs' | 'signal'>): Deadline {
  const begun = performance.now();
  const elapsedMs = (): number => Math.round(performance.now() - begun);
  return {
    signal: AbortSignal.any([signal, AbortSignal.timeout(Math.min(timeoutMs, LONGEST_TIMER_MS))]),
    elapsedMs,
    remainingMs: () => Math.max(1, timeoutMs - elapsedMs()),
    cause: () => (signal.aborted ? 'interrupted' : `timed out after ${printMilliseconds(timeoutMs)}`),
  };
}

/** `120 ms`, `12.3 s`, `5 min`. */
export function printMilliseconds(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 120_000) return `${Number((milliseconds / 1_000).toFixed(milliseconds < 10_000 ? 2 : 1))} s`;
  return `${Number((milliseconds / 60_000).toFixed(1))} min`;
}
