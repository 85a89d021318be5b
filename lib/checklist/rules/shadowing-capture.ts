import { both, code } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isProbingAt } from './subject.ts';

export const shadowingCapture: Rule = {
  id: 'shadowing-capture',
  severity: 'warning',
  explanation:
    'A captured value of the same name as a variable, a secret, or a value captured before replaces it for every later step and for every undo, also of steps that ran with the former value.',
  *find({ checklist, steps }) {
    const captured = new Map<string, { title: string; environments: readonly string[] }[]>();
    for (const { step, path, environments } of steps.filter(isProbingAt)) {
      for (const name of Object.keys(step.capture ?? {})) {
        const at = { path: [...path, 'capture', name], at: 'key' } as const;
        const hidden = environments.filter((each) => {
          const { variables = {}, secrets = {} } = checklist.environments[each] ?? {};
          return Object.hasOwn(variables, name) || Object.hasOwn(secrets, name);
        });
        if (hidden.length > 0) yield { message: `${code(name)} replaces the variable or secret of that name in ${both(hidden)}`, ...at };
        const earlier = captured.get(name) ?? [];
        const before = earlier.find((each) => each.environments.some((environment) => environments.includes(environment)));
        if (before !== undefined) yield { message: `${code(name)} was captured before, by "${before.title}"`, ...at };
        captured.set(name, [...earlier, { title: step.title, environments }]);
      }
    }
  },
};
