import type { Block, ListItem } from './block.ts';
import { splitBox } from './boxes.ts';

const BULLET = /^\s*(?:[-*+]|\d{1,9}[.)])\s+/;
/** Bullets that Markdown does not know, but people paste. */
const PASTED = /^\s*[•‣◦▪●○・]\s*/u;

/** An item that stands as a line of text: with a box, or after a bullet that Markdown does not know. */
function asItem(line: string, number: number): ListItem | undefined {
  const pasted = PASTED.exec(line);
  const bullet = pasted ?? BULLET.exec(line);
  const { box, text } = splitBox(line.slice(bullet?.[0].length ?? 0));
  if (box === undefined && pasted === null) return undefined;
  return { kind: 'item', line: number, ordered: /^\s*\d/.test(line), ...(box === undefined ? {} : { box }), text, children: [] };
}

/** Text whose lines may be items that no list holds. `line` is that of its first line. */
export function textBlocks(text: string, line: number): Block[] {
  const blocks: Block[] = [];
  for (const [index, each] of text.split('\n').entries()) {
    const item = asItem(each, line + index);
    const last = blocks.at(-1);
    if (item !== undefined) blocks.push(item);
    else if (each.trim() === '') continue;
    else if (last !== undefined && last.kind !== 'heading' && 'text' in last)
      blocks[blocks.length - 1] = { ...last, text: `${last.text}\n${each}` };
    else blocks.push({ kind: 'paragraph', line: line + index, text: each });
  }
  return blocks;
}

/** True when indented text is a list that stands too far to the right, not code. */
export const isIndentedList = (text: string): boolean => {
  const [first = ''] = text.split('\n', 1);
  return BULLET.test(first) || PASTED.test(first) || splitBox(first).box !== undefined;
};

/** The items of a list that stands too far to the right; lines without a bullet belong to the one before. */
export function indentedItems(text: string, line: number): Block[] {
  const items: ListItem[] = [];
  for (const [index, each] of text.split('\n').entries()) {
    const bullet = BULLET.exec(each)?.[0] ?? PASTED.exec(each)?.[0] ?? '';
    const { box, text: words } = splitBox(each.slice(bullet.length));
    const last = items.at(-1);
    if (bullet !== '' || box !== undefined || last === undefined)
      items.push({
        kind: 'item',
        line: line + index,
        ordered: /^\s*\d/.test(each),
        ...(box === undefined ? {} : { box }),
        text: words,
        children: [],
      });
    else if (each.trim() !== '') items[items.length - 1] = { ...last, text: `${last.text}\n${each.trim()}` };
  }
  return items;
}
