import type { Rule } from './rule.ts';
import { inBaseline, inEnvironments, isActionAt, isCheckAt } from './subject.ts';

export const regressionWithoutBaseline: Rule = {
  id: 'regression-without-baseline',
  severity: 'error',
  explanation:
    'A `regression` compares with the value that the measure had before the first change. There is none where the measure says `baseline: false`, in a follow-up, and in an environment where nothing is changed.',
  *find({ steps }) {
    const changed = new Set(steps.filter((at) => isActionAt(at) && !at.followUp).flatMap(({ environments }) => environments));
    for (const at of steps) {
      if (at.step.verb !== 'measure' || !isCheckAt(at) || at.step.regression === undefined) continue;
      const path = [...at.path, 'regression'];
      if (at.followUp) yield { message: 'a follow-up has no baseline to compare with: give it a `target`', path, at: 'key' };
      else if (!inBaseline(at)) yield { message: '`regression` needs the baseline that `baseline: false` leaves out', path, at: 'key' };
      else {
        const unchanged = at.environments.filter((environment) => !changed.has(environment));
        if (unchanged.length === 0) continue;
        const where = inEnvironments(unchanged, at.environments);
        yield { message: `nothing is changed${where}, so there is no baseline to compare with: give it a \`target\``, path, at: 'key' };
      }
    }
  },
};
