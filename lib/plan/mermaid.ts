import type { Group, Plan, PlannedPhase } from './model.ts';
import { stepsOfGroup } from './steps.ts';

/** Mermaid reads quotes and brackets as its own; entities are shown as the characters they stand for. */
const label = (text: string): string => `"${text.replace(/[&"<>#;`\\[\]{}()|]/g, (character) => `#${character.codePointAt(0)};`)}"`;

interface Chain {
  readonly lines: string[];
  readonly first: string;
  readonly last: string;
}

function groupChain(group: Group, id: string): Chain {
  const boxes = stepsOfGroup(group).map((step) => `${step.id}[${label(`${step.verb}: ${step.title}`)}]`);
  if (boxes.length === 1)
    return { lines: [`  ${boxes[0]}`], first: stepsOfGroup(group)[0]?.id ?? id, last: stepsOfGroup(group)[0]?.id ?? id };
  return { lines: [`  subgraph ${id}[${label('side by side')}]`, ...boxes.map((box) => `    ${box}`), '  end'], first: id, last: id };
}

function phaseChain(phase: PlannedPhase): Chain {
  const groups = phase.groups.map((group, index) => groupChain(group, `${phase.id}_group_${index + 1}`));
  const gate = `gate_${phase.id}`;
  const places = [...groups, { lines: [`  ${gate}{${label(`go/no-go: ${phase.title}`)}}`], first: gate, last: gate }];
  const arrows = places.slice(1).map((place, index) => `  ${places[index]?.last} --> ${place.first}`);
  return { lines: [...places.flatMap(({ lines }) => lines), ...arrows], first: places[0]?.first ?? gate, last: gate };
}

/** A plan as a Mermaid flowchart: phases, gates, and the rollback that a no-go leads to. Pure. */
export function planMermaid(plan: Plan): string {
  const phases = plan.phases.map((phase) => ({ phase, ...phaseChain(phase) }));
  const undos = (plan.rollbacks[0]?.undos ?? []).map((action) => ({ id: `undo_${action.id}`, title: action.title }));
  const back = [...undos.map(({ id }) => id), 'verify_rollback', 'rolled_back'];
  const lines = [
    'flowchart TD',
    '  open([Open deployment])',
    ...phases.flatMap(({ lines: own }) => own),
    `  open --> ${phases[0]?.first ?? 'deployed'}`,
    ...phases.map(({ last }, index) => `  ${last} -->|GO| ${phases[index + 1]?.first ?? 'deployed'}`),
    '  deployed([Deployed])',
    ...(undos.length === 0 ? ['  stopped([Stopped])'] : []),
    ...phases.map(
      ({ phase, last }) => `  ${last} -->|NO-GO| ${undos.length === 0 || phase.gate.noGo.kind === 'stop' ? 'stopped' : back[0]}`,
    ),
    ...(undos.length > 0 && phases.some(({ phase }) => phase.gate.noGo.kind === 'stop') ? ['  stopped([Stopped])'] : []),
    ...undos.map(({ id, title }) => `  ${id}[${label(`undo: ${title}`)}]`),
    ...(undos.length === 0
      ? []
      : [
          '  verify_rollback{"rollback verified?"}',
          '  rolled_back([Rolled back])',
          '  verify_rollback -->|no| rollback_failed([Rollback failed])',
        ]),
    ...(undos.length === 0
      ? []
      : back.slice(1).map((place, index) => `  ${back[index]} -->${back[index] === 'verify_rollback' ? '|yes|' : ''} ${place}`)),
  ];
  return `${lines.join('\n')}\n`;
}
