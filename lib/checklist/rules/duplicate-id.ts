import type { Finding, Path } from '../problem.ts';
import { code } from '../wording.ts';
import type { Rule } from './rule.ts';

function* repeated(ids: readonly { readonly id: string | undefined; readonly path: Path }[], what: string): Generator<Finding> {
  const seen = new Set<string>();
  for (const { id, path } of ids) {
    if (id === undefined) continue;
    if (seen.has(id)) yield { message: `another ${what} already has the id ${code(id)}`, path: [...path, 'id'] };
    seen.add(id);
  }
}

export const duplicateId: Rule = {
  id: 'duplicate-id',
  severity: 'error',
  explanation: 'An `id` names a step, or a phase, in states and records. Two of one name would overwrite each other.',
  *find({ steps, phases }) {
    yield* repeated(
      steps.map(({ step, path }) => ({ id: step.id, path })),
      'step',
    );
    yield* repeated(
      phases.map(({ phase, path }) => ({ id: phase.id, path })),
      'phase',
    );
  },
};
