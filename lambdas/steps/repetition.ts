import type { Progress } from '../../lib/deployments/invocation.ts';
import type { Judgement, Verdict } from '../../lib/deployments/verdict.ts';
import type { Repetition } from '../../lib/plan/model.ts';

/** How far a check has come after one more look: still pending, or settled with a verdict and why. */
export interface Standing {
  readonly progress: Progress;
  readonly verdict: Verdict;
  readonly reason: string;
}

type Monitor = Extract<Repetition, { kind: 'monitor' }>;
type Retry = Extract<Repetition, { kind: 'retry' }>;

const looks = (count: number): string => `${count} ${count === 1 ? 'look' : 'looks'}`;

function monitored(monitor: Monitor, progress: Progress, { verdict, reason }: Judgement): Standing {
  const { tries, failures, errors } = progress;
  const settled = (how: Verdict, why: string): Standing => ({ progress, verdict: how, reason: why });
  if (failures > monitor.failureLimit)
    return settled('fail', `look ${tries} of ${monitor.looks}: ${reason}; ${failures} failed, at most ${monitor.failureLimit} may`);
  if (errors > monitor.consecutiveErrorLimit)
    return settled(
      'error',
      `look ${tries} of ${monitor.looks}: ${reason}; ${errors} in a row could not tell, at most ${monitor.consecutiveErrorLimit} may`,
    );
  if (tries < monitor.looks) return { progress: { ...progress, pending: true }, verdict, reason };
  // The last look must be able to tell: what nobody could see did not stay low.
  if (verdict === 'error') return settled('error', `the last of ${looks(tries)} could not tell: ${reason}`);
  return settled('pass', `${looks(tries)}, ${failures} failed; the last: ${reason}`);
}

function retried(retry: Retry, progress: Progress, { verdict, reason }: Judgement): Standing {
  const again = verdict !== 'pass' && progress.tries < retry.attempts;
  const after = progress.tries > 1 ? ` (try ${progress.tries} of ${retry.attempts})` : '';
  return { progress: { ...progress, pending: again }, verdict, reason: `${reason}${after}` };
}

/** What one more look means for a check that is looked at more than once. Pure. */
export function advance(repetition: Repetition | undefined, before: Progress, judgement: Judgement): Standing {
  const progress: Progress = {
    pending: false,
    tries: before.tries + 1,
    failures: before.failures + (judgement.verdict === 'fail' ? 1 : 0),
    errors: judgement.verdict === 'error' ? before.errors + 1 : 0,
    startedAt: before.startedAt,
  };
  if (repetition === undefined) return { progress, verdict: judgement.verdict, reason: judgement.reason };
  return repetition.kind === 'monitor' ? monitored(repetition, progress, judgement) : retried(repetition, progress, judgement);
}
