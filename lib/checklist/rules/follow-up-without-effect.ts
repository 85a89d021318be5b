import { code } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isCheckAt } from './subject.ts';

export const followUpWithoutEffect: Rule = {
  id: 'follow-up-without-effect',
  severity: 'warning',
  explanation:
    'When a follow-up runs, the deployment is closed: `no-go` has nothing to roll back or to hold, and `baseline: true` has no rollback to verify.',
  *find({ phases, steps }) {
    for (const { phase, path } of phases) {
      if (phase.after === undefined || phase.noGo === undefined || phase.noGo === 'stop') continue;
      yield {
        message: `${code('no-go')} does nothing in a follow-up: the deployment is closed by then`,
        path: [...path, 'noGo'],
        at: 'key',
      };
    }
    for (const { step, path } of steps.filter((at) => at.followUp && isCheckAt(at) && at.step.baseline === true)) {
      yield { message: `${code('baseline')} does nothing in a follow-up (${step.verb})`, path: [...path, 'baseline'], at: 'key' };
    }
  },
};
