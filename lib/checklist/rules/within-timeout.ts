import { printDuration } from '../schema/duration.ts';
import type { Rule } from './rule.ts';
import { isProbingAt } from './subject.ts';

/** What a step may take when it says nothing, in milliseconds. */
const DEFAULT_TIMEOUT = 5 * 60_000;

export const withinTimeout: Rule = {
  id: 'within-timeout',
  severity: 'error',
  explanation:
    '`expect.within` must be shorter than the `timeout` of the step (default: 5m): otherwise the timeout strikes first and the verdict is `error` instead of `fail`.',
  *find({ steps }) {
    for (const { step, path } of steps.filter(isProbingAt)) {
      const { timeout = DEFAULT_TIMEOUT, expect } = step;
      if (expect?.within === undefined || expect.within <= timeout) continue;
      const which = step.timeout === undefined ? 'the default `timeout`' : '`timeout`';
      yield {
        message: `\`within\` (${printDuration(expect.within)}) is longer than ${which} (${printDuration(timeout)})`,
        path: [...path, 'expect', 'within'],
      };
    }
  },
};
