import { both, code } from '../wording.ts';
import type { Rule } from './rule.ts';

/** What somebody must hear of, whatever the hour. */
const LOUD = ['no-go', 'rollback-failed'] as const;

export const unheard: Rule = {
  id: 'unheard',
  severity: 'warning',
  explanation:
    'In an environment on AWS somebody should hear of a no-go and of a rollback that failed: by `notify` of the environment, or by `notify` of the checklist.',
  *find({ checklist, environments }) {
    for (const { name, environment, path } of environments) {
      if (environment.account === undefined || environment.notify !== undefined) continue;
      const told = (checklist.notify ?? []).filter(({ only }) => only?.includes(name) ?? true);
      const missing = LOUD.filter((event) => !told.some(({ on }) => on.includes(event)));
      if (missing.length === 0) continue;
      yield { message: `nobody hears of ${both(missing.map(code))} in ${name}: name recipients under \`notify\``, path, at: 'key' };
    }
  },
};
