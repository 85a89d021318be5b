import { printDuration } from '../schema/duration.ts';
import type { Rule } from './rule.ts';
import { isCheckAt } from './subject.ts';

/** A check that is waited for longer than this is a monitor, or a mistake. */
const LONGEST = 24 * 3_600_000;

export const retryBudget: Rule = {
  id: 'retry-budget',
  severity: 'warning',
  explanation:
    'Tries that wait for more than a day in all hold the deployment, and its lock, far beyond sense. One attempt is no retry. A `monitor` looks again by itself, so `retry` does nothing there.',
  *find({ steps }) {
    for (const { step, path } of steps.filter(isCheckAt)) {
      const { retry } = step;
      if (retry === undefined) continue;
      const waiting = (retry.attempts - 1) * (retry.every ?? 1_000);
      if (step.verb === 'monitor')
        yield { message: 'a monitor looks again by itself: `retry` does nothing here', path: [...path, 'retry'], at: 'key' };
      else if (retry.attempts === 1) yield { message: 'one attempt is no retry', path: [...path, 'retry', 'attempts'] };
      else if (waiting > LONGEST) yield { message: `the tries wait ${printDuration(waiting)} in all`, path: [...path, 'retry'], at: 'key' };
    }
  },
};
