import type { Group, PlannedCheck, PlannedStep } from './model.ts';
import type { NameRegister } from './names.ts';

export const isPlannedCheck = (step: PlannedStep): step is PlannedCheck => 'advisory' in step;

/** Neighbouring checks together, everything else alone. */
export function groupsOf(steps: readonly PlannedStep[], phase: string, states: NameRegister, title: string): Group[] {
  const groups: Group[] = [];
  let checks: PlannedCheck[] = [];
  const flush = (): void => {
    if (checks.length === 0) return;
    const number = groups.length + 1;
    groups.push({
      kind: 'checks',
      id: `${phase}_${number}`,
      name: states.stateName(`${title}: ${checks.length === 1 ? 'check' : `${checks.length} checks`}`),
      steps: checks,
    });
    checks = [];
  };
  for (const step of steps) {
    if (isPlannedCheck(step)) {
      checks.push(step);
      continue;
    }
    flush();
    groups.push(step.verb === 'approve' ? { kind: 'approval', step } : { kind: 'action', step });
  }
  flush();
  return groups;
}
