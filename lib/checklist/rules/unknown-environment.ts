import { didYouMean } from '../nearest.ts';
import { code } from '../wording.ts';
import type { Rule } from './rule.ts';

export const unknownEnvironment: Rule = {
  id: 'unknown-environment',
  severity: 'error',
  explanation: '`only` names environments of this checklist. A misspelt one would silently leave the step, or the notification, out.',
  *find({ checklist, environments, steps }) {
    const names = environments.map(({ name }) => name);
    const limited = [
      ...(checklist.notify ?? []).map(({ only }, index) => ({ only, path: ['notify', index] })),
      ...steps.map(({ step, path }) => ({ only: step.only, path })),
    ];
    for (const { only, path } of limited) {
      for (const [index, name] of (only ?? []).entries()) {
        if (names.includes(name)) continue;
        const hint = didYouMean(name, names) || `: expected one of ${names.join(', ')}`;
        yield { message: `no environment ${code(name)}${hint}`, path: [...path, 'only', index] };
      }
    }
  },
};
