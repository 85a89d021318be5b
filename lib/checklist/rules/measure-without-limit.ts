import type { Rule } from './rule.ts';

export const measureWithoutLimit: Rule = {
  id: 'measure-without-limit',
  severity: 'error',
  explanation:
    'A `measure` holds a number against a `target`, against its baseline (`regression`), or both. With neither it is a number that nobody looks at.',
  *find({ steps }) {
    for (const { step, path } of steps) {
      if (step.verb !== 'measure' || step.target !== undefined || step.regression !== undefined) continue;
      yield { message: 'a measure needs a `target` such as "<= 20 ms", a `regression` such as "<= 10%", or both', path: [...path, 'verb'] };
    }
  },
};
