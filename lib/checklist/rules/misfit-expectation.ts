import type { ProbeKind } from '../../probes/schema.ts';
import type { Expectation } from '../schema/expectation.ts';
import { toKebab } from '../schema/kebab.ts';
import { code, either } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isProbingAt } from './subject.ts';

/** What only some probes can see. */
const SEEN_BY: Partial<Record<keyof Expectation, readonly ProbeKind[]>> = {
  exitCode: ['command'],
  errorOutput: ['command'],
  status: ['http'],
  headers: ['http'],
  rows: ['sql'],
};

export const misfitExpectation: Rule = {
  id: 'misfit-expectation',
  severity: 'error',
  explanation:
    'An expectation must be of something that the probe sees: `exit-code` and `error-output` of a `command`, `status` and `headers` of an `http` answer, `rows` of a `sql` statement.',
  *find({ steps }) {
    for (const { step, path } of steps.filter(isProbingAt)) {
      for (const key of Object.keys(step.expect ?? {}) as (keyof Expectation)[]) {
        const seenBy = SEEN_BY[key];
        if (seenBy === undefined || seenBy.includes(step.probe.kind)) continue;
        const message = `${code(step.probe.kind)} has no ${code(toKebab(key))} to expect: only ${either(seenBy)} has`;
        yield { message, path: [...path, 'expect', key], at: 'key' };
      }
    }
  },
};
