import { code } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isProbingAt } from './subject.ts';

/** What a `measure` takes a number from without being told where: the latency of an answer, the only cell of a result. */
const MEASURED_AS_A_WHOLE: readonly string[] = ['http', 'sql'];

export const missingValue: Rule = {
  id: 'missing-value',
  severity: 'error',
  explanation:
    '`target`, `regression` and `expect.value` speak of one value in the output; `value` says where it stands. Only a `metric` has a value of its own; and a `measure` takes the latency of an `http` answer and the only cell of a `sql` result. An action has no `value`: expect its `output` or `json` instead.',
  *find({ steps }) {
    for (const { step, path } of steps.filter(isProbingAt)) {
      if (step.probe.kind === 'metric' || ('value' in step && step.value !== undefined)) continue;
      const needs =
        step.expect?.value !== undefined
          ? { name: 'expect.value', path: [...path, 'expect', 'value'] }
          : step.verb === 'measure' && !MEASURED_AS_A_WHOLE.includes(step.probe.kind) && (step.target ?? step.regression) !== undefined
            ? {
                name: step.target === undefined ? 'regression' : 'target',
                path: [...path, step.target === undefined ? 'regression' : 'target'],
              }
            : undefined;
      if (needs === undefined) continue;
      yield {
        message: `${code(needs.name)} needs a \`value\`: where does it stand in the output of ${code(step.probe.kind)}?`,
        path: needs.path,
        at: 'key',
      };
    }
  },
};
