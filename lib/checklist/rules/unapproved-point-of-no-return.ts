import type { Rule } from './rule.ts';
import { inEnvironments, isActionAt } from './subject.ts';

export const unapprovedPointOfNoReturn: Rule = {
  id: 'unapproved-point-of-no-return',
  severity: 'warning',
  explanation:
    'Before an action with `undo: none` a person should say yes: after it a rollback stops there. Put an `approve` step before it.',
  *find({ steps }) {
    const approved = new Set<string>();
    for (const at of steps) {
      if (at.step.verb === 'approve') for (const environment of at.environments) approved.add(environment);
      if (!isActionAt(at) || at.step.verb === 'backup' || at.step.undo?.kind !== 'none') continue;
      const unasked = at.environments.filter((environment) => !approved.has(environment));
      if (unasked.length === 0) continue;
      const where = inEnvironments(unasked, at.environments);
      yield { message: `a point of no return that nobody approved${where}: put an \`approve\` step before it`, path: [...at.path, 'undo'] };
    }
  },
};
