import { quoted } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isProbingAt, stepsIn } from './subject.ts';

export const hostOnAws: Rule = {
  id: 'host-on-aws',
  severity: 'warning',
  explanation:
    'On AWS there is no local machine for a `command` to run on: an environment with an `account` whose steps have commands needs a `host`.',
  *find(subject) {
    for (const { name, environment, path } of subject.environments) {
      if (environment.account === undefined || (environment.host !== undefined && environment.host !== 'local')) continue;
      const first = stepsIn(subject, name)
        .filter(isProbingAt)
        .find(
          ({ step }) =>
            step.probe.kind === 'command' || ('undo' in step && step.undo?.kind === 'undo' && step.undo.probe.kind === 'command'),
        );
      if (first === undefined) continue;
      const message = `${name} is on AWS and has no \`host\` for the command of ${quoted(first.step.title)}`;
      yield environment.host === undefined ? { message, path, at: 'key' } : { message, path: [...path, 'host'] };
    }
  },
};
