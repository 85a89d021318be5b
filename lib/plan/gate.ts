import type { NoGo, Phase } from '../checklist/schema/checklist.ts';
import type { Gate, NoGoRoute, PlannedStep } from './model.ts';
import { optional } from './optional.ts';
import { DEFAULT_APPROVAL_MS, type Naming } from './planned-step.ts';
import { FULL_ROLLBACK } from './rollback-name.ts';

function routeOf(noGo: NoGo | undefined): NoGoRoute {
  if (noGo === undefined || noGo === 'rollback') return { kind: 'rollback', plan: FULL_ROLLBACK };
  return typeof noGo === 'string' ? { kind: noGo } : { kind: 'rollback', plan: noGo.rollback };
}

/** The gate at the end of a phase. A follow-up changes nothing, so its no-go only stops it. */
export function gateOf(id: string, phase: Phase, steps: readonly PlannedStep[], naming: Naming): Gate {
  const noGo = phase.after === undefined ? routeOf(phase.noGo) : ({ kind: 'stop' } as const);
  return {
    id,
    title: phase.phase,
    stateName: naming.states.stateName(`Go/no-go: ${phase.phase}`),
    steps: steps.map((step) => ({ id: step.id, title: step.title })),
    noGo,
    ...optional('maxWarnings', phase.maxWarnings),
    ...(noGo.kind === 'ask'
      ? {
          question: {
            id: naming.stepIds.identifier(`Go on after ${phase.phase}`),
            title: `Go on after ${phase.phase}?`,
            phase: id,
            stateName: naming.states.stateName(`Ask: ${phase.phase}`),
            verb: 'approve',
            asks: 'go-on',
            withinMs: DEFAULT_APPROVAL_MS,
          },
        }
      : {}),
  };
}
