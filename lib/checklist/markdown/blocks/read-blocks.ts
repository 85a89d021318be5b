import MarkdownIt from 'markdown-it';
import type { Block, ListItem, Table } from './block.ts';
import { splitBox } from './boxes.ts';
import { htmlBlocks } from './html.ts';
import { withLostLines } from './lost-lines.ts';
import { indentedItems, isIndentedList, textBlocks } from './text-lines.ts';

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

/** Deeper lists than anyone reads; what is deeper still is read line by line. */
const MAX_NESTING = 60;

/** Only blocks are parsed: words keep their inline Markdown, which costs nothing and cannot blow up. */
const markdown = new MarkdownIt('default', { html: true });
markdown.set({ maxNesting: MAX_NESTING } as Parameters<typeof markdown.set>[0]);
markdown.block.ruler.disable(['reference']);

interface Frame {
  readonly blocks: Block[];
  /** Set for a list item. */
  readonly item?: { readonly line: number; readonly ordered: boolean };
}

/** `Title: …` lines above a rule read as a heading; a heading is one line of words. */
const isRealHeading = ({ markup }: Token, text: string): boolean =>
  markup.startsWith('#') || !(text.includes('\n') || /^\s*(\*\*|__)?[^:]{1,40}:(\*\*|__)?\s/.test(text));

function itemOf({ line, ordered }: NonNullable<Frame['item']>, blocks: readonly Block[]): ListItem {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph' || first.line !== line) {
    // A box without words after it is still an item; `- ☐ x` arrives here as an item of its own.
    if (first?.kind === 'item' && first.line === line && first.children.length === 0) return { ...first, ordered, children: rest };
    return { kind: 'item', line, ordered, text: '', children: blocks };
  }
  return { kind: 'item', line, ordered, ...splitBox(first.text), children: rest };
}

const isOrdered = (tokens: readonly Token[], index: number): boolean =>
  (tokens[index]?.markup ?? '') === '.' || tokens[index]?.markup === ')';

function tableOf(tokens: readonly Token[], start: number): { readonly table: Table; readonly end: number } {
  const rows: { line: number; cells: string[] }[] = [];
  const line = (tokens[start]?.map?.[0] ?? 0) + 1;
  let end = start;
  for (; tokens[end]?.type !== 'table_close' && end < tokens.length; end++) {
    const token = tokens[end];
    // The rule under the header is a line too.
    if (token?.type === 'tr_open') rows.push({ line: line + rows.length + (rows.length === 0 ? 0 : 1), cells: [] });
    if (token?.type === 'inline') rows.at(-1)?.cells.push(token.content);
  }
  return { table: { kind: 'table', line, header: rows[0]?.cells ?? [], rows: rows.slice(1) }, end };
}

/** Reads a document into blocks. Every line of words is in exactly one of them, however the document is made. */
export function readBlocks(text: string): readonly Block[] {
  const tokens: Token[] = [];
  markdown.block.parse(text, markdown, {}, tokens);
  const root: Frame = { blocks: [] };
  const frames: Frame[] = [root];
  const top = (): Frame => frames.at(-1) ?? root;
  const add = (blocks: readonly Block[]): void => {
    for (const block of blocks) top().blocks.push(block);
  };
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const line = (token.map?.[0] ?? 0) + 1;
    switch (token.type) {
      case 'heading_open': {
        const words = tokens[index + 1]?.content ?? '';
        if (isRealHeading(token, words)) top().blocks.push({ kind: 'heading', line, depth: Number(token.tag.slice(1)), text: words });
        else add(textBlocks(words, line));
        break;
      }
      case 'paragraph_open':
        add(textBlocks(tokens[index + 1]?.content ?? '', line));
        break;
      case 'list_item_open':
        frames.push({ blocks: [], item: { line, ordered: isOrdered(tokens, index) } });
        break;
      case 'list_item_close': {
        const { item, blocks } = top();
        if (item === undefined) break;
        frames.pop();
        top().blocks.push(itemOf(item, blocks));
        break;
      }
      case 'fence':
        top().blocks.push({
          kind: 'code',
          line: line + 1,
          language: /^[\w+#.-]*/.exec(token.info.trim().replace(/^\{\.?/, ''))?.[0].toLowerCase() ?? '',
          text: token.content.replace(/\s+$/, ''),
        });
        break;
      case 'code_block':
        if (isIndentedList(token.content)) add(indentedItems(token.content, line));
        else top().blocks.push({ kind: 'code', line, language: '', text: token.content.replace(/\s+$/, '') });
        break;
      case 'html_block':
        add(htmlBlocks(token.content, line));
        break;
      case 'table_open': {
        const { table, end } = tableOf(tokens, index);
        top().blocks.push(table);
        index = end;
        break;
      }
    }
  }
  return withLostLines(root.blocks, tokens, text);
}
