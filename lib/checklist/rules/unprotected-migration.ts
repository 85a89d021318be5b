import type { Rule } from './rule.ts';
import { inEnvironments } from './subject.ts';

export const unprotectedMigration: Rule = {
  id: 'unprotected-migration',
  severity: 'warning',
  explanation: 'A `migrate` changes data. Where no `backup` step runs before it, what its undo cannot bring back is lost.',
  *find({ steps }) {
    const saved = new Set<string>();
    for (const { step, environments, path } of steps) {
      if (step.verb === 'backup') for (const environment of environments) saved.add(environment);
      if (step.verb !== 'migrate') continue;
      const unsaved = environments.filter((environment) => !saved.has(environment));
      if (unsaved.length === 0) continue;
      yield { message: `no \`backup\` step runs before this migration${inEnvironments(unsaved, environments)}`, path: [...path, 'verb'] };
    }
  },
};
