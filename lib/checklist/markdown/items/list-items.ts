import type { Block, Code, ListItem } from '../blocks/block.ts';
import { plain, undecorated } from '../blocks/inline.ts';
import type { Place } from '../sections/place.ts';
import type { Sense } from '../vocabulary/vocabulary.ts';
import type { SourceItem } from './item.ts';

/** A group's name stands before the titles of its tasks when it is no longer than this. */
const GROUP_LENGTH = 60;

function holdsTask(block: Block): boolean {
  return block.kind === 'item' && (block.box !== undefined || block.children.some(holdsTask));
}

/** The words and the code under an item, but for the tasks among them, which are items of their own. */
function contents(blocks: readonly Block[], depth = 0): { readonly words: string[]; readonly code: Code[]; readonly tasks: ListItem[] } {
  const [words, code, tasks]: [string[], Code[], ListItem[]] = [[], [], []];
  for (const block of blocks) {
    if (block.kind === 'code') code.push(block);
    else if (block.kind === 'paragraph' || block.kind === 'heading') words.push(plain(block.text));
    else if (block.kind === 'table')
      for (const cells of [block.header, ...block.rows.map((row) => row.cells)]) words.push(cells.map(plain).join(' · '));
    else if (block.box !== undefined || holdsTask(block)) tasks.push(block);
    else {
      const inner = contents(block.children, depth + 1);
      words.push(`${'  '.repeat(depth)}- ${plain(block.text)}`, ...inner.words);
      for (const each of inner.code) code.push(each);
    }
  }
  return { words: words.filter((each) => each.trim() !== '' && each.trim() !== '-'), code, tasks };
}

export interface ListContext {
  readonly place: Place;
  readonly sense: Sense | undefined;
}

/** A link into the document itself, alone: a line of a table of contents. */
const isOwnLink = ({ text, box }: ListItem): boolean => box === undefined && /^\s*(?:[\d.]+\s*)?\[[^\]]*\]\(#[^)]*\)\s*$/.test(text);

/** What one list item comes to: itself with its words and code, and the tasks nested in it. */
export function listItems(item: ListItem, context: ListContext, following: readonly Code[] = [], group = ''): SourceItem[] {
  if (isOwnLink(item)) return [];
  const { words, code, tasks } = contents(item.children);
  const own = undecorated(plain(item.text));
  const isGroup = item.box === undefined && tasks.length > 0;
  const inside = isGroup ? own.replace(/[\s:：]+$/u, '') : '';
  const nested = tasks.flatMap((task) => listItems(task, context, [], inside));
  const all = [...code, ...following];
  if (isGroup && all.length === 0 && words.length === 0) return nested;
  if (own === '' && item.box === undefined && all.length === 0 && words.length === 0) return nested;
  const named = group !== '' && group.length <= GROUP_LENGTH;
  const self: SourceItem = {
    kind: item.box === undefined ? 'bullet' : 'task',
    line: item.line,
    ...context,
    title: named ? `${group}: ${own}` : own,
    written: item.text,
    words: group === '' || named ? words : [group, ...words],
    done: item.box === 'done',
    code: all,
    expected: [],
  };
  return [self, ...nested];
}
