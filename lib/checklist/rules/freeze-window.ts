import { isWeekly } from '../schema/checklist.ts';
import { quoted } from '../wording.ts';
import type { Rule } from './rule.ts';

/** Whether the calendar has the day: 2026-02-30 is of the right form. */
function exists(moment: string): boolean {
  const date = new Date(`${moment.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(moment.slice(0, 10));
}

/** A date without a time is its beginning. */
const comparable = (moment: string): string => (moment.length === 10 ? `${moment}T00:00` : moment);

export const freezeWindow: Rule = {
  id: 'freeze-window',
  severity: 'error',
  explanation:
    'A freeze is weekly (`Fri 16:00` to `Mon 08:00`) or dated (`2026-12-23` to `2027-01-02`), ends after it begins, and names days that exist. Anything else would freeze nothing, or everything.',
  *find({ checklist }) {
    for (const [index, { from, to }] of (checklist.freeze ?? []).entries()) {
      const path = ['freeze', index];
      if (isWeekly(from) !== isWeekly(to)) {
        yield { message: `${quoted(from)} to ${quoted(to)} is half weekly, half dated: expected two of one kind`, path: [...path, 'to'] };
        continue;
      }
      if (isWeekly(from)) {
        if (from === to) yield { message: 'a weekly freeze that ends as it begins is the whole week or nothing', path: [...path, 'to'] };
        continue;
      }
      const [absent] = Object.entries({ from, to }).filter(([, moment]) => !exists(moment));
      if (absent !== undefined) yield { message: `there is no ${absent[1].slice(0, 10)} in the calendar`, path: [...path, absent[0]] };
      else if (comparable(from) >= comparable(to)) yield { message: `it ends (${to}) before it begins (${from})`, path: [...path, 'to'] };
    }
  },
};
