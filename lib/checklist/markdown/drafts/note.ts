import type { SourceItem } from '../items/item.ts';
import type { NoteOut } from './draft.ts';

/** A line under `notes`: why no deployment does it, where it stood, its words and its code. */
export function noteOf(item: SourceItem, why: string): NoteOut {
  const { place, title, words, code } = item;
  const where = [place.headings.at(-1)?.text, place.label?.text ?? place.lead?.text].filter((each) => each !== undefined).join(', ');
  const head = [why, where, title].filter((each, index, all) => each !== '' && each !== all[index - 1]).join(': ');
  return { to: 'note', text: [head, ...words, ...code.map(({ text }) => text)].join('\n').trim() };
}
