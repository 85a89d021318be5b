import type { Rule } from './rule.ts';
import { isActionAt } from './subject.ts';

export const missingBecause: Rule = {
  id: 'missing-because',
  severity: 'error',
  explanation:
    '`undo: none` is a point of no return. The reason stands in `because`: the person who decides in the middle of a rollback reads it.',
  *find({ steps }) {
    for (const { step, path } of steps.filter(isActionAt)) {
      if (step.undo?.kind !== 'none' || step.because !== undefined) continue;
      yield { message: '`undo: none` needs a `because`: why can it not be undone?', path: [...path, 'undo'] };
    }
  },
};
