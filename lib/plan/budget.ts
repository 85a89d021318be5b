import type { Group, Plan, PlannedApproval, PlannedCheck } from './model.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const longest = (numbers: readonly number[]): number => Math.max(0, ...numbers);

/** The longest one check can take, in milliseconds: every try times out. */
function checkBudget(check: PlannedCheck): number {
  const { repetition, timeoutMs } = check;
  if (repetition === undefined) return timeoutMs;
  const times = repetition.kind === 'retry' ? repetition.attempts : repetition.looks;
  return times * timeoutMs + (times - 1) * repetition.everyMs;
}

function groupBudget(group: Group): number {
  switch (group.kind) {
    case 'checks':
      return longest(group.steps.map(checkBudget));
    case 'action':
      return group.step.timeoutMs;
    case 'approval':
      return group.step.withinMs;
  }
}

const questionBudget = (question: PlannedApproval | undefined): number => question?.withinMs ?? 0;

/** Gates, records and notifications are quick; one minute for each state is generous. */
const OVERHEAD_MS = 60_000;

/** The longest a deployment can take: every timeout met, the full rollback, and the follow-ups, in milliseconds. */
export function budgetOf(plan: Omit<Plan, 'budgetMs'>): number {
  const phases = [...plan.phases, ...plan.followUps].map(
    (phase) => sum(phase.groups.map(groupBudget)) + questionBudget(phase.gate.question) + OVERHEAD_MS,
  );
  const undos = (plan.rollbacks[0]?.undos ?? []).map(({ undo }) => (undo?.kind === 'undo' ? undo.timeoutMs : 24 * 3_600_000));
  const baseline = longest(plan.baseline.map(checkBudget));
  const verification = longest(plan.verification.map(checkBudget));
  const waits = longest(plan.followUps.map((followUp) => followUp.afterMs));
  return baseline + sum(phases) + sum(undos) + verification + waits + 10 * OVERHEAD_MS;
}
