import type { Finding, Path } from '../problem.ts';
import { code } from '../wording.ts';
import type { Rule } from './rule.ts';

function* zeros(durations: Readonly<Record<string, number | undefined>>, path: Path): Generator<Finding> {
  for (const [key, milliseconds] of Object.entries(durations)) {
    if (milliseconds === 0) yield { message: `${code(key)} is no time at all`, path: [...path, ...key.split('.')] };
  }
}

export const zeroDuration: Rule = {
  id: 'zero-duration',
  severity: 'error',
  explanation: 'A timeout, an interval or a limit of no time at all is met before anything can happen.',
  *find({ steps, phases }) {
    for (const { phase, path } of phases) yield* zeros({ after: phase.after }, path);
    for (const { step, path } of steps) {
      if (step.verb === 'approve') yield* zeros({ within: step.within }, path);
      else yield* zeros({ timeout: step.timeout, 'expect.within': step.expect?.within }, path);
      if (step.verb === 'monitor') yield* zeros({ for: step.for, every: step.every }, path);
      if ('undo' in step && step.undo?.kind === 'undo') yield* zeros({ 'undo.timeout': step.undo.timeout }, path);
    }
  },
};
