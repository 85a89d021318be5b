import { readShell } from '../code/shell-words.ts';
import type { SourceItem } from '../items/item.ts';
import type { Draft } from './draft.ts';
import { noteOf } from './note.ts';

/** True when every command of a piece of rollback code is the undo of some step. */
function isInPlace({ code, sense }: SourceItem, lines: ReadonlySet<number>): boolean {
  if (sense !== 'rollback' || code.length === 0) return false;
  return code.every(({ text, line }) => {
    const commands = text.split('\n').flatMap((each, index) => (readShell(each).commands.length === 0 ? [] : [line + index]));
    return commands.length > 0 && commands.every((each) => lines.has(each));
  });
}

/** Rollback code all of which became undos needs no look any more; its words stay, as a note. */
export function withRollbackInPlace(drafts: readonly Draft[]): readonly Draft[] {
  const lines = new Set(drafts.flatMap(({ takenBackBy }) => (takenBackBy === undefined ? [] : [takenBackBy])));
  if (lines.size === 0) return drafts;
  return drafts.map((draft) => {
    if (draft.out.to !== 'note' || !isInPlace(draft.item, lines)) return draft;
    return { item: draft.item, out: noteOf(draft.item, 'Rollback, in place as `undo`'), why: 'in place as `undo`' };
  });
}
