import { printDuration } from '../schema/duration.ts';
import { code } from '../wording.ts';
import type { Rule } from './rule.ts';

export const monitorPeriod: Rule = {
  id: 'monitor-period',
  severity: 'error',
  explanation:
    'A monitor looks once every `every`, as long as `for` says. An interval longer than the whole watch leaves nothing to watch; a `timeout` longer than the interval lets one look run into the next; limits that the number of looks cannot reach never strike. The default timeout (5m) is not held against a shorter interval.',
  *find({ steps }) {
    for (const { step, path } of steps) {
      if (step.verb !== 'monitor' || step.every === 0) continue;
      const [period, interval] = [printDuration(step.for), printDuration(step.every)];
      if (step.every > step.for)
        yield { message: `${code('every')} (${interval}) is longer than ${code('for')} (${period})`, path: [...path, 'every'] };
      if (step.timeout !== undefined && step.timeout > step.every) {
        const message = `a look may take ${printDuration(step.timeout)}, but the next begins after ${interval}`;
        yield { message, path: [...path, 'timeout'] };
      }
      const looks = Math.max(1, Math.ceil(step.for / step.every));
      for (const [key, limit] of Object.entries({
        'failure-limit': step.failureLimit,
        'consecutive-error-limit': step.consecutiveErrorLimit,
      })) {
        if (limit === undefined || limit < looks) continue;
        yield { message: `${code(key)} (${limit}) can never be passed: there are ${looks} looks in ${period}`, path: [...path, key] };
      }
    }
  },
};
