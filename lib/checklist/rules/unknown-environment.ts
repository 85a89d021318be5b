import { didYouMean } from '../nearest.ts';
import { code } from '../wording.ts';
import type { Rule } from './rule.ts';

export const unknownEnvironment: Rule = {
  id: 'unknown-environment',
  severity: 'error',
  explanation: '`only` names environments of this checklist. A misspelt one would silently leave the step out.',
  *find({ environments, steps }) {
    const names = environments.map(({ name }) => name);
    for (const { step, path } of steps) {
      for (const [index, name] of (step.only ?? []).entries()) {
        if (names.includes(name)) continue;
        const hint = didYouMean(name, names) || `: expected one of ${names.join(', ')}`;
        yield { message: `no environment ${code(name)}${hint}`, path: [...path, 'only', index] };
      }
    }
  },
};
