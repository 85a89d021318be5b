import { code } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isCheckAt } from './subject.ts';

export const checkCannotFail: Rule = {
  id: 'check-cannot-fail',
  severity: 'error',
  explanation:
    'A check must be able to fail. A `command` fails on an exit code other than 0, `http` on a status other than 2xx, `lambda` on a function error; `sql` and `metric` only say what they saw, so they need an `expect` (or a `measure` a `target` or `regression`).',
  *find({ steps }) {
    for (const { step, path } of steps.filter(isCheckAt)) {
      const { kind } = step.probe;
      const expects = Object.keys(step.expect ?? {}).length > 0;
      if (step.verb === 'measure' || expects || (kind !== 'sql' && kind !== 'metric')) continue;
      yield { message: `${code(kind)} alone cannot fail: say in \`expect\` what must hold`, path: [...path, 'verb'] };
    }
  },
};
