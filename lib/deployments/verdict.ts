/** What a step came to. `fail`: the expectation was not met. `error`: it could not be told. */
export const VERDICTS = ['pass', 'warn', 'fail', 'error', 'skipped'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The go/no-go decision at the end of a phase. `HOLD`: a person decides. */
export type Decision = 'GO' | 'NO_GO' | 'HOLD';

/** How a deployment ended. */
export type Outcome = 'DEPLOYED' | 'STOPPED' | 'ROLLED_BACK' | 'ROLLBACK_FAILED' | 'ABORTED';

/** What a probe saw, kept with the verdict: at most 8 KB, secrets masked. */
export interface Evidence {
  readonly summary?: string;
  readonly exitCode?: number;
  readonly status?: number;
  readonly rows?: number;
  readonly output?: string;
  readonly errorOutput?: string;
  readonly truncated?: boolean;
}

/** A verdict with what it rests on. */
export interface Judgement {
  readonly verdict: Verdict;
  /** `got 503 in 120 ms, expected 200`. */
  readonly reason: string;
  readonly value?: number | string;
  readonly evidence?: Evidence;
}
