import type { DeploymentReport } from '../deployments/summary.ts';

/** A recovery may undo again what was undone before: the last time counts. */
export const lastUndos = ({ undos }: Pick<DeploymentReport, 'undos'>): DeploymentReport['undos'] => [
  ...new Map(undos.map((undo) => [undo.id, undo])).values(),
];

/**
 * Titles of what a failed rollback leaves to a person, last first: undos that did not pass, and those that were not come to.
 * A backup counts only when its undo was tried: most leave nothing to undo.
 */
export function leftToUndo(report: Pick<DeploymentReport, 'deployment' | 'steps' | 'undos' | 'attempted'>): string[] {
  if (report.deployment.outcome !== 'ROLLBACK_FAILED') return [];
  const undos = lastUndos(report);
  const tried = new Set(undos.map(({ id }) => id));
  const failed = undos.filter(({ verdict }) => verdict !== 'pass');
  const untried = report.steps.filter(({ id, verb }) => report.attempted.includes(id) && !tried.has(id) && verb !== 'backup');
  return [...failed, ...untried.toReversed()].map(({ title }) => title);
}
