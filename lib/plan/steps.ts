import type { Group, Plan, PlannedPhase, PlannedStep } from './model.ts';

export const stepsOfGroup = (group: Group): readonly PlannedStep[] => (group.kind === 'checks' ? group.steps : [group.step]);

export const stepsOfPhase = (phase: PlannedPhase): readonly PlannedStep[] => phase.groups.flatMap(stepsOfGroup);

/** Every step of a plan in the checklist's order, follow-ups included. */
export const stepsOf = (plan: Plan): readonly PlannedStep[] => [...plan.phases, ...plan.followUps].flatMap(stepsOfPhase);
