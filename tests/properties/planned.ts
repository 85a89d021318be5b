import fc from 'fast-check';
import type { Checklist } from '../../lib/checklist/schema/checklist.ts';
import { planChecklist } from '../../lib/plan/build.ts';
import type { Plan } from '../../lib/plan/model.ts';
import { type ChecklistSize, checklists } from './checklists.ts';

/** A generated checklist with its plan in one of its environments. */
export interface Planned {
  readonly checklist: Checklist;
  readonly environment: string;
  readonly plan: Plan;
}

/** Checklists planned for any one of their environments. */
export const planned = (size?: ChecklistSize): fc.Arbitrary<Planned> =>
  fc.tuple(checklists(size), fc.nat({ max: 7 })).map(([checklist, index]) => {
    const names = Object.keys(checklist.environments);
    const environment = names[index % names.length] ?? '';
    return { checklist, environment, plan: planChecklist(checklist, environment) };
  });
