import type { Outcome } from '../deployments/verdict.ts';

/** The exit code of a run, by how it ended. */
const CODES: Readonly<Record<Outcome, number>> = { DEPLOYED: 0, STOPPED: 1, ROLLED_BACK: 3, ROLLBACK_FAILED: 4, ABORTED: 5 };

export const exitCodeOf = (outcome: Outcome): number => CODES[outcome];
