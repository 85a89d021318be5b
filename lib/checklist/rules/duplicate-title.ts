import type { Finding, Path } from '../problem.ts';
import { quoted } from '../wording.ts';
import type { Rule } from './rule.ts';

function* repeated(titles: readonly { readonly title: string; readonly path: Path }[], what: string): Generator<Finding> {
  const seen = new Set<string>();
  for (const { title, path } of titles) {
    if (seen.has(title)) yield { message: `another ${what} already has the title ${quoted(title)}`, path };
    seen.add(title);
  }
}

export const duplicateTitle: Rule = {
  id: 'duplicate-title',
  severity: 'error',
  explanation:
    'Steps are known by their titles, in rollback plans, in reports and in the console: no two steps of a checklist may share one, nor two phases.',
  *find({ steps, phases }) {
    yield* repeated(
      steps.map(({ step, path }) => ({ title: step.title, path: [...path, 'title'] })),
      'step',
    );
    yield* repeated(
      phases.map(({ phase, path }) => ({ title: phase.phase, path: [...path, 'phase'] })),
      'phase',
    );
  },
};
