import { nearest } from '../checklist/nearest.ts';
import { UsageError } from '../errors.ts';
import type { Plan } from '../plan/model.ts';
import { stepsOf } from '../plan/steps.ts';

const FORM = /^(.*?)(?:=(before|after))?$/s;

/** `--fail "TITLE=before"` → step id and moment. Throws a UsageError for a title that no step has. */
export function readFaults(plan: Plan, written: readonly string[]): Record<string, 'before' | 'after'> {
  const steps = stepsOf(plan);
  return Object.fromEntries(
    written.map((each) => {
      const [, title = '', moment = 'after'] = FORM.exec(each) ?? [];
      const step = steps.find((candidate) => candidate.title === title || candidate.id === title);
      if (step === undefined) {
        const close = nearest(
          title,
          steps.map((candidate) => candidate.title),
        );
        throw new UsageError(
          `--fail: no step has the title "${title}"${close === undefined ? '' : `; did you mean "${close}"?`} (see \`gonogo plan\` for the titles)`,
        );
      }
      return [step.id, moment as 'before' | 'after'] as const;
    }),
  );
}
