import type { DraftPhase } from '../assemble/phases.ts';
import type { Draft } from '../drafts/draft.ts';
import type { Destination, ImportedItem, ImportReport, Look } from '../report.ts';

function destinations(drafts: readonly Draft[], phases: readonly DraftPhase[]): Map<Draft, Destination> {
  const found = new Map<Draft, Destination>();
  for (const [phase, { title, steps }] of phases.entries()) {
    for (const [index, { draft, step }] of steps.entries()) {
      found.set(draft, { kind: 'step', verb: step.verb, title: step.title, phase: title, path: [phase, index] });
    }
  }
  let [notes, notifications] = [0, 0];
  for (const draft of drafts) {
    if (draft.out.to === 'note') found.set(draft, { kind: 'note', index: notes++ });
    if (draft.out.to === 'notification') found.set(draft, { kind: 'notification', index: notifications++ });
  }
  return found;
}

export function reportOf(file: string, drafts: readonly Draft[], phases: readonly DraftPhase[], look: readonly Look[]): ImportReport {
  const to = destinations(drafts, phases);
  const mapping = drafts.flatMap((draft): ImportedItem[] => {
    const destination = to.get(draft);
    const { item, why } = draft;
    if (destination === undefined) return [];
    return [
      { line: item.line, kind: item.kind, text: item.title, done: item.done, to: destination, ...(why === undefined ? {} : { why }) },
    ];
  });
  const count = (holds: (to: Destination) => boolean): number => mapping.filter((each) => holds(each.to)).length;
  return {
    file,
    items: mapping.length,
    automated: count((each) => each.kind === 'step' && each.verb !== 'approve'),
    byHand: count((each) => each.kind === 'step' && each.verb === 'approve'),
    notifications: count(({ kind }) => kind === 'notification'),
    notes: count(({ kind }) => kind === 'note'),
    phases: phases.length,
    mapping,
    look,
  };
}
