import { nearest } from '../nearest.ts';
import { code, quoted } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isActionAt } from './subject.ts';

export const rollbackPlan: Rule = {
  id: 'rollback-plan',
  severity: 'error',
  explanation:
    'A partial rollback under `rollback.plans` lists the titles of actions that have an `undo`; `no-go: { rollback: name }` names such a plan. A title that is not there would undo nothing, and say that it had.',
  *find({ checklist, steps, phases }) {
    const plans = checklist.rollback?.plans ?? {};
    const undoable = steps.filter((at) => isActionAt(at) && at.step.undo?.kind === 'undo').map(({ step }) => step.title);
    for (const [name, titles] of Object.entries(plans)) {
      for (const [index, title] of titles.entries()) {
        if (undoable.includes(title)) continue;
        const path = ['rollback', 'plans', name, index];
        const other = steps.find(({ step }) => step.title === title);
        if (other !== undefined) {
          const reason = isActionAt(other) ? 'it has no `undo`' : 'it changes nothing';
          yield { message: `${quoted(title)} cannot be undone: ${reason}`, path };
          continue;
        }
        const meant = nearest(title, undoable);
        yield { message: `no step has the title ${quoted(title)}${meant === undefined ? '' : `: did you mean ${quoted(meant)}?`}`, path };
      }
    }
    for (const { phase, path } of phases) {
      const plan = typeof phase.noGo === 'object' ? phase.noGo.rollback : '';
      const lists = steps.filter(({ step }) => plans[plan]?.includes(step.title) === true && undoable.includes(step.title));
      for (const environment of lists.length === 0 ? [] : Object.keys(checklist.environments)) {
        const applies = ({ only }: { readonly only?: readonly string[] | undefined }): boolean =>
          only === undefined || only.includes(environment);
        if (!phase.steps.some(applies) || lists.some(({ step }) => applies(step))) continue;
        yield {
          message: `rollback plan ${code(plan)} undoes nothing in ${code(environment)}: all that it lists is for other environments`,
          path: [...path, 'noGo', 'rollback'],
        };
      }
    }
    const names = Object.keys(plans);
    for (const { phase, path } of phases) {
      if (typeof phase.noGo !== 'object' || names.includes(phase.noGo.rollback)) continue;
      const meant = nearest(phase.noGo.rollback, names);
      const known = names.length === 0 ? '`rollback.plans` has none' : `expected one of ${names.join(', ')}`;
      const hint = meant === undefined ? known : `did you mean ${code(meant)}?`;
      yield { message: `no rollback plan ${code(phase.noGo.rollback)}: ${hint}`, path: [...path, 'noGo', 'rollback'] };
    }
  },
};
