import type { Rule } from './rule.ts';
import { isActionAt } from './subject.ts';

export const followUpAction: Rule = {
  id: 'follow-up-action',
  severity: 'error',
  explanation:
    'A follow-up (a phase with `after`) runs when the deployment is closed, without the lock and without a rollback: it looks and asks, and changes nothing.',
  *find({ steps }) {
    for (const { step, path } of steps.filter((at) => at.followUp && isActionAt(at))) {
      yield { message: `a follow-up only looks and asks: no ${step.verb} here`, path: [...path, 'verb'] };
    }
  },
};
