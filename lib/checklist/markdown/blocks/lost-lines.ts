import type { Block } from './block.ts';
import { textBlocks } from './text-lines.ts';

interface Mapped {
  readonly type: string;
  readonly map: readonly [number, number] | null;
}

/** Tokens that hold the words of the lines that they cover. */
const HOLDS_WORDS = /^(inline|fence|code_block|html_block|table_open|hr)$/;
const MARKERS = /^(?:\s*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)))*\s*/;
const RULE = /^\s*(?:=+|-+|`{3,}.*|~{3,}.*)?\s*$/;

/** Adds what the parser passed over (lists and quotes nested beyond its limit) line by line, in its place. */
export function withLostLines(blocks: readonly Block[], tokens: readonly Mapped[], text: string): readonly Block[] {
  const lines = text.split('\n');
  const covered = new Uint8Array(lines.length + 1);
  for (const { type, map } of tokens) if (map !== null && HOLDS_WORDS.test(type)) covered.fill(1, map[0], map[1]);
  const lost = lines.flatMap((line, index) => {
    if (covered[index] === 1 || line.trim() === '') return [];
    const words = line.replace(MARKERS, '');
    if (RULE.test(words)) return [];
    return /^\s*[-*+\d]/.test(line) && !/^\[/.test(words)
      ? [{ kind: 'item', line: index + 1, ordered: false, text: words, children: [] } as const]
      : textBlocks(words, index + 1);
  });
  return lost.length === 0 ? blocks : [...blocks, ...lost].toSorted((a, b) => a.line - b.line);
}
