import { both } from '../wording.ts';
import type { Rule } from './rule.ts';
import { stepsIn } from './subject.ts';

export const emptyPhase: Rule = {
  id: 'empty-phase',
  severity: 'warning',
  explanation: 'Where `only` leaves a phase without any step in an environment, the phase and its gate do not exist there.',
  *find(subject) {
    const used = subject.environments.map(({ name }) => name).filter((name) => stepsIn(subject, name).length > 0);
    for (const { phase, path } of subject.phases) {
      const empty = used.filter((name) => phase.steps.every(({ only }) => only !== undefined && !only.includes(name)));
      if (empty.length > 0)
        yield { message: `no step of this phase applies to ${both(empty)}: there is no gate there`, path: [...path, 'phase'] };
    }
  },
};
