import { printDuration } from '../checklist/schema/duration.ts';
import type { Group, NoGoRoute, Plan, PlannedCheck, PlannedPhase } from './model.ts';

const repetition = ({ repetition: repeated }: PlannedCheck): string => {
  if (repeated === undefined) return '';
  const every = printDuration(repeated.everyMs);
  return repeated.kind === 'monitor'
    ? `, ${repeated.looks} looks, one every ${every}`
    : `, up to ${repeated.attempts} tries, one every ${every}`;
};

function groupLines(group: Group): string[] {
  switch (group.kind) {
    case 'checks':
      return group.steps.map(
        (step, index) =>
          `  ${group.steps.length > 1 ? (index === 0 ? '┌' : index === group.steps.length - 1 ? '└' : '│') : ' '} ${step.verb}: ${step.title}${repetition(step)}${step.advisory ? ' (advisory)' : ''}`,
      );
    case 'action': {
      const { undo, verb, title } = group.step;
      const back = undo === undefined ? '' : undo.kind === 'none' ? `  ✕ cannot be undone: ${undo.because}` : '  ↩ undo';
      return [`    ${verb}: ${title}${back}`];
    }
    case 'approval':
      return [`    approve: ${group.step.title}, within ${printDuration(group.step.withinMs)}`];
  }
}

const route = (noGo: NoGoRoute): string =>
  noGo.kind === 'rollback'
    ? noGo.plan === 'full'
      ? 'roll back'
      : `roll back by plan ${noGo.plan}`
    : noGo.kind === 'stop'
      ? 'stop'
      : 'ask';

const phaseLines = (phase: PlannedPhase): string[] => [
  phase.title,
  ...phase.groups.flatMap(groupLines),
  `    ◆ go/no-go; no-go: ${route(phase.gate.noGo)}`,
  '',
];

/** A plan for people: what happens in which order, what runs side by side, and the way back. Pure. */
export function planText(plan: Plan): string {
  const undos = plan.rollbacks[0]?.undos ?? [];
  const lines = [
    `${plan.checklist} in ${plan.environment.name}`,
    '',
    ...(plan.baseline.length === 0
      ? []
      : ['Baseline, before anything is changed', ...plan.baseline.map(({ verb, title }) => `    ${verb}: ${title}`), '']),
    ...plan.phases.flatMap(phaseLines),
    ...(undos.length === 0
      ? []
      : [
          'Rollback, of what was attempted',
          ...undos.map(({ title, undo }) => `    ${undo?.kind === 'none' ? 'ask about' : 'undo'}: ${title}`),
          ...plan.verification.map(({ title }) => `    verify: ${title}`),
          '',
        ]),
    ...plan.followUps.flatMap((followUp) => [`${printDuration(followUp.afterMs)} after the close:`, ...phaseLines(followUp)]),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}
