import type { LintedChecklist } from '../checklist/lint.ts';
import type { Path, Problem } from '../checklist/problem.ts';
import type { Checklist } from '../checklist/schema/checklist.ts';
import { planChecklist } from '../plan/build.ts';
import { excesses } from '../plan/limits.ts';

/** Where a step stands, by its title. */
function pathOf(checklist: Checklist, title: string): Path | undefined {
  for (const [phase, { steps }] of checklist.phases.entries()) {
    const step = steps.findIndex((each) => each.title === title);
    if (step !== -1) return ['phases', phase, 'steps', step, 'timeout'];
  }
  return undefined;
}

/** What would not fit into Step Functions, for each environment that is deployed to AWS. Rule: `limits`. */
export function limitProblems({ checklist, places }: LintedChecklist, file: string): Problem[] {
  if (checklist === undefined) return [];
  const deployed = Object.entries(checklist.environments).filter(([, { account }]) => account !== undefined);
  return deployed.flatMap(([name]) =>
    excesses(planChecklist(checklist, name)).map(({ message, title }): Problem => {
      const path = (title === undefined ? undefined : pathOf(checklist, title)) ?? ['environments', name];
      return { rule: 'limits', severity: 'error', message, file, ...places.of(path), path };
    }),
  );
}
