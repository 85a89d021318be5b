import type { Checklist, NotificationRule } from '../../schema/checklist.ts';
import { BUILT_IN_VARIABLES } from '../../schema/names.ts';
import { isAction, isApproval, type Step } from '../../schema/step.ts';
import { usedNames } from '../../used-names.ts';
import type { Draft, NotificationOut } from '../drafts/draft.ts';
import type { DraftPhase } from './phases.ts';

/** Names that the steps need values for and that nothing in them sets. */
export function neededNames(steps: readonly Step[]): string[] {
  const names = steps.flatMap((step) => (isApproval(step) ? [] : usedNames(step, []).map(({ name }) => name)));
  return [...new Set(names)].filter((name) => !(BUILT_IN_VARIABLES as readonly string[]).includes(name)).toSorted();
}

const ROLLBACKS = ['rolled-back', 'rollback-failed'] as const;

function notification({ on, addresses, text, level }: NotificationOut, changes: boolean): NotificationRule {
  return {
    on: on === 'trouble' ? ['no-go', ...(changes ? ROLLBACKS : []), 'aborted'] : [on],
    to: addresses.map((address) => `email:${address}`),
    ...(text === '' ? {} : { text }),
    ...(level === undefined ? {} : { level }),
  };
}

export interface Head {
  readonly name: string;
  readonly summary?: string;
  readonly owner?: string;
}

/** The checklist, from its phases and from what is no step. */
export function assemble(head: Head, phases: readonly DraftPhase[], drafts: readonly Draft[]): Checklist {
  const steps = phases.flatMap((phase) => phase.steps.map(({ step }) => step));
  const names = neededNames(steps);
  const outs = drafts.map(({ out }) => out);
  const notify = outs.filter((out) => out.to === 'notification').map((out) => notification(out, steps.some(isAction)));
  const notes = outs.filter((out) => out.to === 'note').map(({ text }) => text);
  return {
    checklist: head.name,
    ...(head.summary === undefined ? {} : { summary: head.summary }),
    ...(head.owner === undefined ? {} : { owner: head.owner }),
    environments: {
      local: {
        workingDirectory: '.',
        ...(names.length === 0 ? {} : { secrets: Object.fromEntries(names.map((name) => [name, { source: 'env', name }])) }),
      },
    },
    ...(notify.length === 0 ? {} : { notify }),
    ...(notes.length === 0 ? {} : { notes }),
    phases: phases.map(({ title, afterMs, noGo, steps: placed }) => ({
      phase: title,
      ...(noGo === undefined ? {} : { noGo }),
      ...(afterMs === undefined ? {} : { after: afterMs }),
      steps: placed.map(({ step }) => step),
    })),
  };
}
