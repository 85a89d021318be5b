import { quoted } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isCheckAt, stepsIn } from './subject.ts';

const RATE = /^rate\((\d+) (minute|hour|day)(s?)\)$/;

/** What is wrong with an EventBridge schedule; undefined when nothing is. */
function wrongSchedule(schedule: string): string | undefined {
  if (schedule.startsWith('cron(')) {
    const fields = schedule.slice('cron('.length, -1).trim().split(/\s+/);
    if (fields.length !== 6) return `got ${fields.length} fields, expected 6: minutes, hours, day of month, month, day of week, year`;
    return (fields[2] === '?') === (fields[4] === '?') ? 'one of day of month and day of week must be ?, and only one' : undefined;
  }
  const [, number, unit, plural] = RATE.exec(schedule) ?? [];
  if (number === undefined || unit === undefined) return `got ${quoted(schedule)}, expected rate(1 hour), rate(5 minutes) or the like`;
  if (Number(number) === 0) return 'a rate of 0 is no rate';
  const right = Number(number) === 1 ? '' : 's';
  return plural === right ? undefined : `expected rate(${number} ${unit}${right}): EventBridge counts so`;
}

export const revalidation: Rule = {
  id: 'revalidation',
  severity: 'error',
  explanation:
    '`revalidate` is a schedule of EventBridge, which refuses `rate(1 hours)` and a cron of five fields. It runs checks, so there must be some, and it runs on AWS, so the environment needs an `account`.',
  *find(subject) {
    for (const { name, environment, path: at } of subject.environments) {
      if (environment.revalidate === undefined) continue;
      const path = [...at, 'revalidate'];
      const wrong = wrongSchedule(environment.revalidate);
      if (wrong !== undefined) yield { message: wrong, path };
      if (!stepsIn(subject, name).some((each) => isCheckAt(each) && !each.followUp))
        yield { message: `${name} has no checks to run again`, path, at: 'key' };
      if (environment.account === undefined) {
        yield { message: `nothing runs on a schedule in ${name}, which has no \`account\``, path, at: 'key', severity: 'warning' };
      }
    }
  },
};
