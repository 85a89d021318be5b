import type { Rule } from './rule.ts';
import { isActionAt } from './subject.ts';

export const needlessBecause: Rule = {
  id: 'needless-because',
  severity: 'warning',
  explanation: '`because` says why an action cannot be undone. Beside an `undo` that does something, one of the two is wrong.',
  *find({ steps }) {
    for (const { step, path } of steps.filter(isActionAt)) {
      if (step.because === undefined || step.undo?.kind === 'none') continue;
      yield { message: '`because` is only read beside `undo: none`', path: [...path, 'because'], at: 'key' };
    }
  },
};
