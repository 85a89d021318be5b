import type { Rule } from './rule.ts';
import { isActionAt } from './subject.ts';

export const missingUndo: Rule = {
  id: 'missing-undo',
  severity: 'error',
  explanation:
    'Every `migrate` and `deploy` says how it is taken back (`undo`), or that it cannot be (`undo: none`, with a `because`). Otherwise a rollback would leave half of the deployment in place. A `backup` needs none.',
  *find({ steps }) {
    for (const { step, path } of steps.filter(isActionAt)) {
      if (step.verb === 'backup' || step.undo !== undefined) continue;
      yield { message: `a ${step.verb} needs an \`undo\`, or \`undo: none\` with a \`because\``, path: [...path, 'verb'] };
    }
  },
};
