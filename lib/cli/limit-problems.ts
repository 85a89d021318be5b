import type { LintedChecklist } from '../checklist/lint.ts';
import type { Path, Problem } from '../checklist/problem.ts';
import type { Checklist } from '../checklist/schema/checklist.ts';
import { planChecklist } from '../plan/build.ts';
import { excesses } from '../plan/limits.ts';
import { misreadings } from '../plan/misread.ts';

/** Where a step stands, by its title. */
function pathOf(checklist: Checklist, title: string): Path | undefined {
  for (const [phase, { steps }] of checklist.phases.entries()) {
    const step = steps.findIndex((each) => each.title === title);
    if (step !== -1) return ['phases', phase, 'steps', step];
  }
  return undefined;
}

/**
 * What would not fit into Step Functions, for each environment that is deployed to AWS; and what no environment's
 * state machine would hand on as it is written. Rule: `limits`.
 */
export function limitProblems({ checklist, places }: LintedChecklist, file: string): Problem[] {
  if (checklist === undefined) return [];
  const problem = (message: string, path: Path): Problem => ({
    rule: 'limits',
    severity: 'error',
    message,
    file,
    ...places.of(path),
    path,
  });
  const problems = Object.entries(checklist.environments).flatMap(([name, { account }]) => {
    const plan = planChecklist(checklist, name);
    const elsewhere = ['environments', name];
    const tooMuch = (account === undefined ? [] : excesses(plan)).map(({ message, title }) => {
      const step = title === undefined ? undefined : pathOf(checklist, title);
      return problem(message, step === undefined ? elsewhere : [...step, 'timeout']);
    });
    const misread = misreadings(plan).map(({ message, title }) =>
      problem(message, (title === undefined ? undefined : pathOf(checklist, title)) ?? elsewhere),
    );
    return [...tooMuch, ...misread];
  });
  // A step that stands in several environments is told of once.
  return [...new Map(problems.map((each) => [JSON.stringify([each.message, each.path]), each])).values()];
}
