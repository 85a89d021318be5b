import type { Rule } from './rule.ts';
import { inEnvironments, isCheckAt } from './subject.ts';

export const unverifiedChange: Rule = {
  id: 'unverified-change',
  severity: 'warning',
  explanation:
    'After the last `migrate` or `deploy` of an environment at least one required check should look at what it did: without one the gate is GO because the command exited with 0.',
  *find({ steps }) {
    const checked = new Set<string>();
    for (const at of steps.toReversed()) {
      if (isCheckAt(at) && at.step.advisory !== true) for (const environment of at.environments) checked.add(environment);
      if (at.step.verb !== 'migrate' && at.step.verb !== 'deploy') continue;
      const unchecked = at.environments.filter((environment) => !checked.has(environment));
      if (unchecked.length === 0) continue;
      for (const environment of unchecked) checked.add(environment);
      yield {
        message: `no required check runs after this ${at.step.verb}${inEnvironments(unchecked, at.environments)}`,
        path: [...at.path, 'verb'],
      };
    }
  },
};
