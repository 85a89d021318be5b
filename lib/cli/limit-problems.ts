import type { LintedChecklist } from '../checklist/lint.ts';
import type { Problem } from '../checklist/problem.ts';
import { planChecklist } from '../plan/build.ts';
import { excesses } from '../plan/limits.ts';

/** What would not fit into Step Functions, for each environment that is deployed to AWS. Rule: `limits`. */
export function limitProblems({ checklist, places }: LintedChecklist, file: string): Problem[] {
  if (checklist === undefined) return [];
  const deployed = Object.entries(checklist.environments).filter(([, { account }]) => account !== undefined);
  return deployed.flatMap(([name]) =>
    excesses(planChecklist(checklist, name)).map(({ message }): Problem => {
      const path = ['environments', name];
      const { line, column, length } = places.of(path);
      return { rule: 'limits', severity: 'error', message, file, line, column, length, path };
    }),
  );
}
