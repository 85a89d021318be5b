import type { Block, Code, ListItem, Table } from '../blocks/block.ts';
import { plain } from '../blocks/inline.ts';
import { tellsExpectation } from '../code/expectation.ts';
import { type HeadingLevels, type Label, labelOf, type NamedHeading, named, type Place } from '../sections/place.ts';
import { senseOf, senseOfText } from '../sections/sense.ts';
import type { Sense } from '../vocabulary/vocabulary.ts';
import { says } from '../vocabulary/words.ts';
import type { ExpectedWords, SourceItem } from './item.ts';
import { listItems } from './list-items.ts';
import { isMessage } from './message.ts';

export interface Collected {
  readonly items: readonly SourceItem[];
  /** Lines of paragraphs that are neither items nor the words of one. */
  readonly prose: readonly number[];
}

/** An item while more of its words may still come. */
type OpenItem = Omit<SourceItem, 'words' | 'expected'> & { readonly words: string[]; readonly expected: ExpectedWords[] };

const open = (item: SourceItem): OpenItem => ({ ...item, words: [...item.words], expected: [...item.expected] });

/** Walks through a document and finds everything that must come out somewhere, in its order. */
export function collectItems(blocks: readonly Block[], { title }: Pick<HeadingLevels, 'title'>): Collected {
  const items: OpenItem[] = [];
  let prose: { line: number; text: string }[] = [];
  const leftOut: number[] = [];
  const headings: NamedHeading[] = [];
  let label: Label | undefined;
  let lead: Label | undefined;
  let decision: OpenItem | undefined;

  let known: { readonly place: Place; readonly sense: Sense | undefined; readonly label: unknown; readonly lead: unknown } | undefined;
  /** Where the next item stands: one object for all items of a place. */
  const context = (): { readonly place: Place; readonly sense: Sense | undefined } => {
    if (known === undefined || known.label !== label || known.lead !== lead || known.place.headings.at(-1) !== headings.at(-1)) {
      const place = { headings: [...headings], ...(label === undefined ? {} : { label }), ...(lead === undefined ? {} : { lead }) };
      known = { place, sense: senseOf(place), label, lead };
    }
    return { place: known.place, sense: known.sense };
  };
  const dropProse = (): void => {
    for (const { line } of prose) leftOut.push(line);
    prose = [];
  };
  const takeProse = (): string[] => {
    const words = prose.map(({ text }) => text);
    prose = [];
    return words;
  };
  const isExpected = (): boolean => [lead, label].some((each) => each !== undefined && says(each.text, 'expected'));
  const under = (): { under?: string } => {
    const text = (lead ?? label)?.text;
    return text === undefined ? {} : { under: text };
  };
  /** The code that words after it speak of: the last item, when it stands under the same heading. */
  const codeBefore = (): OpenItem | undefined => {
    const last = items.at(-1);
    return last !== undefined && last.code.length > 0 && last.place.headings.at(-1)?.line === headings.at(-1)?.line ? last : undefined;
  };
  const openDecision = (line: number, words: string): void => {
    decision = { kind: 'decision', line, ...context(), title: words, written: words, words: [], done: false, code: [], expected: [] };
    items.push(decision);
  };

  const heading = (block: Extract<Block, { kind: 'heading' }>): void => {
    dropProse();
    [label, lead, decision] = [undefined, undefined, undefined];
    const words = named(block);
    while ((headings.at(-1)?.depth ?? 0) >= block.depth) headings.pop();
    headings.push(words);
    if (senseOfText(words.text) === 'decision') openDecision(block.line, words.text);
  };

  const paragraph = (line: number, text: string): void => {
    const found = labelOf(text, line);
    lead = undefined;
    if (found?.strong === true) {
      dropProse();
      [label, decision] = [found.label, undefined];
      if (senseOfText(found.label.text) === 'decision') openDecision(line, found.label.text);
      return;
    }
    if (found !== undefined) {
      lead = found.label;
      prose.push({ line, text: plain(text) });
      return;
    }
    const words = plain(text);
    if (words === '') return;
    const before = codeBefore();
    if (decision !== undefined) decision.words.push(words);
    else if (says(words.slice(0, 200), 'decision')) {
      openDecision(line, words);
      decision = undefined;
    } else if (before !== undefined && tellsExpectation(words)) before.expected.push({ line, text: words });
    else prose.push({ line, text: words });
  };

  const listItem = (item: ListItem, following: readonly Code[]): void => {
    const words = plain(item.text);
    const found = listItems(item, context(), following);
    if (decision !== undefined && item.box === undefined) {
      for (const each of found) {
        if (each.kind === 'task') items.push(open(each));
        else for (const line of [each.title, ...each.words, ...each.code.map(({ text }) => text)]) decision.words.push(line);
      }
      return;
    }
    const before = codeBefore();
    if (item.box === undefined && before !== undefined && isExpected() && item.children.length === 0 && following.length === 0) {
      before.expected.push({ line: item.line, text: words, ...under() });
      takeProse();
      return;
    }
    for (const each of found) items.push(open(each));
    if (found.length > 0 && lead !== undefined) takeProse();
  };

  const code = (block: Code): void => {
    const before = codeBefore();
    if (block.text.trim() === '') return;
    if (before !== undefined && isExpected() && /^(?:json|text|txt|plaintext|output|)$/.test(block.language)) {
      before.expected.push({ line: block.line, text: block.text, ...under() });
      takeProse();
      return;
    }
    const { place: where, sense } = context();
    const kind = isMessage(block.text) ? 'message' : 'code';
    items.push({
      kind,
      line: block.line,
      place: where,
      sense,
      title: '',
      written: '',
      words: takeProse(),
      done: false,
      code: [block],
      expected: [],
    });
    lead = undefined;
  };

  const table = ({ header, rows }: Table): void => {
    const columns = header.map((cell, index) => plain(cell) || `column ${index + 1}`);
    for (const { line, cells } of rows) {
      if (cells.every((cell) => cell.trim() === '')) continue;
      const title = cells.map(plain).find((cell) => /\p{L}/u.test(cell)) ?? cells.map(plain).join(' ');
      const named = Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
      items.push({
        kind: 'row',
        line,
        ...context(),
        title,
        written: cells.join(' | '),
        words: [],
        done: false,
        code: [],
        expected: [],
        cells: named,
      });
    }
    if (lead !== undefined) takeProse();
  };

  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    if (block === undefined || block === title) continue;
    if (block.kind === 'heading') heading(block);
    else if (block.kind === 'paragraph') paragraph(block.line, block.text);
    else if (block.kind === 'code') code(block);
    else if (block.kind === 'table') table(block);
    else {
      const following: Code[] = [];
      // A fence at the margin ends the list in Markdown, but belongs to `1. Check the logs:` all the same.
      const takes = /[:：]\s*(?:\*\*|__)?\s*$/u.test(block.text) || (block.ordered && !block.children.some(({ kind }) => kind === 'code'));
      for (let next = blocks[index + 1]; takes && next?.kind === 'code'; next = blocks[index + 1]) {
        following.push(next);
        index++;
      }
      listItem(block, following);
    }
  }
  dropProse();
  return { items: withCodeOfSoleTask(items), prose: leftOut };
}

/** One task and one piece of code under a heading: the code is how the task is done. */
function withCodeOfSoleTask(items: readonly SourceItem[]): SourceItem[] {
  const sections = new Map<number, SourceItem[]>();
  for (const item of items) {
    const line = item.place.headings.at(-1)?.line ?? 0;
    const section = sections.get(line);
    if (section === undefined) sections.set(line, [item]);
    else section.push(item);
  }
  const merged = new Map<SourceItem, SourceItem | undefined>();
  for (const [task, code, ...more] of sections.values()) {
    if (task?.kind !== 'task' || task.code.length > 0 || code?.kind !== 'code' || more.length > 0) continue;
    merged.set(task, { ...task, words: [...task.words, ...code.words], code: code.code, expected: code.expected });
    merged.set(code, undefined);
  }
  return items.flatMap((item) => (merged.has(item) ? (merged.get(item) ?? []) : item));
}
