import type { DeploymentReport, StepReport } from '../../lib/deployments/summary.ts';

const stepLike = ({ id, verb, phase, verdict, value, baseline, target, attempts }: StepReport) => ({
  id,
  verb,
  phase,
  verdict,
  value,
  baseline,
  target,
  attempts,
});

const byId = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] => items.toSorted((a, b) => a.id.localeCompare(b.id));

/** What two runs of one plan must have in common: everything but times and the words that hold times. */
export const comparable = ({ deployment, baseline, steps, gates, undos, verification, notifications }: DeploymentReport) => ({
  outcome: deployment.outcome,
  planHash: deployment.planHash,
  // Checks side by side end in any order.
  baseline: byId(baseline.map(stepLike)),
  steps: byId(steps.map(stepLike)),
  gates: gates.map(({ gate, decision, counts }) => ({ gate, decision, counts })),
  undos: undos.map(({ id, verdict }) => ({ id, verdict })),
  verification: byId(verification.map(stepLike)),
  notifications: notifications.map(({ event, to, subject, sent }) => ({ event, to, subject, sent })),
});
