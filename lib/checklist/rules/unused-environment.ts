import type { Rule } from './rule.ts';
import { stepsIn } from './subject.ts';

export const unusedEnvironment: Rule = {
  id: 'unused-environment',
  severity: 'error',
  explanation: 'In an environment that no step applies to, a deployment would do nothing, check nothing and be a success.',
  *find(subject) {
    for (const { name, path } of subject.environments) {
      if (stepsIn(subject, name).every(({ followUp }) => followUp)) yield { message: `no step applies to ${name}`, path, at: 'key' };
    }
  },
};
