import type { Decision, Outcome, Verdict } from '../deployments/verdict.ts';

/** How a deployment ended, in the words of a headline. */
const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  DEPLOYED: 'deployed',
  STOPPED: 'stopped',
  ROLLED_BACK: 'rolled back',
  ROLLBACK_FAILED: 'rollback failed, a person is needed',
  ABORTED: 'aborted',
};

/** A deployment without an end is open, or its process died. */
const OPEN_WORDS = 'open';

export const DECISION_WORDS: Readonly<Record<Decision, string>> = { GO: 'GO', NO_GO: 'NO-GO', HOLD: 'HOLD' };

export const VERDICT_SYMBOLS: Readonly<Record<Verdict, string>> = { pass: '✔', warn: '▲', fail: '✖', error: '‼', skipped: '○' };

/** Good, doubtful, bad or neither: what a colour stands for, never the only sign of it. */
export type Tone = 'good' | 'doubtful' | 'bad' | 'quiet';

export const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = {
  pass: 'good',
  warn: 'doubtful',
  fail: 'bad',
  error: 'bad',
  skipped: 'quiet',
};

export const DECISION_TONES: Readonly<Record<Decision, Tone>> = { GO: 'good', NO_GO: 'bad', HOLD: 'doubtful' };

const OUTCOME_TONES: Readonly<Record<Outcome, Tone>> = {
  DEPLOYED: 'good',
  STOPPED: 'doubtful',
  ROLLED_BACK: 'doubtful',
  ROLLBACK_FAILED: 'bad',
  ABORTED: 'bad',
};

export const outcomeWords = (outcome: Outcome | undefined): string => (outcome === undefined ? OPEN_WORDS : OUTCOME_WORDS[outcome]);
export const outcomeTone = (outcome: Outcome | undefined): Tone => (outcome === undefined ? 'quiet' : OUTCOME_TONES[outcome]);

/** Why a check that fails before the first change alarms nobody. */
export const BASELINE_NOTE =
  'Taken before the first change. After a rollback, what passed here must pass again; what did not does not count.';
