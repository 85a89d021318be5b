import { parseJsonPath } from '../../probes/json-path.ts';
import type { Finding, Path } from '../problem.ts';
import { quoted } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isProbingAt } from './subject.ts';

function* unreadable(text: string | undefined, at: Omit<Finding, 'message'>): Generator<Finding> {
  if (text === undefined || text.startsWith('/')) return;
  if (!text.startsWith('$')) {
    const meant = text === '' ? '$' : /^[\w.[\]]+$/.test(text) ? `$.${text}` : `$['${text}']`;
    yield { message: `got ${quoted(text)}, expected a JSONPath: did you mean ${quoted(meant)}?`, ...at };
    return;
  }
  const path = parseJsonPath(text);
  if (path.kind === 'unsupported') yield { message: path.reason, ...at };
}

export const jsonPath: Rule = {
  id: 'json-path',
  severity: 'error',
  explanation:
    "A JSONPath (in `value`, `capture` and the keys of `expect.json`) begins with `$`, which is the whole output, and leads to one value: `$.name`, `$['a name']`, `$[0]`, `$[-1]`. Wildcards, slices and filters are not supported.",
  *find({ steps }) {
    for (const { step, path } of steps.filter(isProbingAt)) {
      const under = (...keys: Path): Path => [...path, ...keys];
      if ('value' in step) yield* unreadable(step.value, { path: under('value') });
      for (const [name, text] of Object.entries(step.capture ?? {})) yield* unreadable(text, { path: under('capture', name) });
      for (const key of Object.keys(step.expect?.json ?? {})) yield* unreadable(key, { path: under('expect', 'json', key), at: 'key' });
    }
  },
};
