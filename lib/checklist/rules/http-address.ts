import type { Probe } from '../../probes/schema.ts';
import type { Finding, Path } from '../problem.ts';
import { quoted } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isProbingAt } from './subject.ts';

function* notAnAddress(probe: Probe, path: Path): Generator<Finding> {
  if (probe.kind !== 'http' || /^(https?:\/\/[^/]|\$)/i.test(probe.url)) return;
  yield {
    message: `got ${quoted(probe.url)}, expected an address: http://…, https://… or one that begins with a variable`,
    path: [...path, 'url'],
  };
}

export const httpAddress: Rule = {
  id: 'http-address',
  severity: 'error',
  explanation: 'The address of an `http` probe is whole: it begins with http://, https://, or a variable that does.',
  *find({ steps }) {
    for (const { step, path } of steps.filter(isProbingAt)) {
      yield* notAnAddress(step.probe, [...path, 'probe']);
      if ('undo' in step && step.undo?.kind === 'undo') yield* notAnAddress(step.undo.probe, [...path, 'undo', 'probe']);
    }
  },
};
