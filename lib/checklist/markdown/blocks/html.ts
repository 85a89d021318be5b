import type { Block, Box } from './block.ts';
import { textBlocks } from './text-lines.ts';

const PIECE = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][a-z0-9]*)\b([^<>]*)>|[^<]+|</gi;
/** Elements that begin a new line of words. */
const BLOCK_TAG = /^(h[1-6]|li|tr|p|div|summary|td|th|ul|ol|table|tbody|thead|details|section|dt|dd|pre|br|blockquote)$/;

interface Open {
  readonly tag: string;
  readonly line: number;
  text: string;
  /** Some of the text is more than space. */
  hasWords: boolean;
  box?: Box;
  code: string;
}

function blocksOf({ tag, line, text, box, code }: Open): Block[] {
  const words = text.trim();
  if (tag === 'pre') return code.trim() === '' ? [] : [{ kind: 'code', line, language: '', text: code.replace(/^\n|\s+$/g, '') }];
  if (words === '') return [];
  const depth = /^h([1-6])$/.exec(tag)?.[1];
  if (depth !== undefined) return [{ kind: 'heading', line, depth: Number(depth), text: words }];
  // What `details` folds away is named by its summary, as if in bold.
  if (tag === 'summary') return [{ kind: 'paragraph', line, text: `**${words.replaceAll('**', '')}**` }];
  if (tag === 'li' || box !== undefined)
    return [{ kind: 'item', line, ordered: false, ...(box === undefined ? {} : { box }), text: words, children: [] }];
  return textBlocks(words, line);
}

/** A block of HTML as the blocks that a reader sees: headings, list items, check boxes, preformatted code. Comments are nothing. */
export function htmlBlocks(html: string, line: number): Block[] {
  const blocks: Block[] = [];
  let current: Open = { tag: '', line, text: '', hasWords: false, code: '' };
  let at = line;
  const begin = (tag: string): void => {
    for (const block of blocksOf(current)) blocks.push(block);
    current = { tag, line: at, text: '', hasWords: false, code: '' };
  };
  for (const [piece, close, name, attributes = ''] of html.matchAll(PIECE)) {
    const tag = name?.toLowerCase();
    if (tag === undefined) {
      if (!piece.startsWith('<!--')) {
        if (!current.hasWords) current = { ...current, line: at + (/^\s*/.exec(piece)?.[0].split('\n').length ?? 1) - 1 };
        current.hasWords ||= /\S/.test(piece);
        current.text += piece;
        current.code += piece;
      }
    } else if (tag === 'input' && /checkbox/i.test(attributes)) {
      if (current.hasWords) begin('');
      current.box = /\bchecked\b/i.test(attributes) ? 'done' : 'open';
    } else if (BLOCK_TAG.test(tag)) {
      if (current.tag !== 'pre' || tag === 'pre') begin(close === '/' ? '' : tag);
    } else current.text += ' ';
    at += piece.split('\n').length - 1;
  }
  begin('');
  return blocks;
}
