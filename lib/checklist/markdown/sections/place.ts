import type { Block, Heading } from '../blocks/block.ts';
import { plain, undecorated } from '../blocks/inline.ts';

/** Words above a list or code that name it: `**Test Command:**`, `Expected indices:`. */
export interface Label {
  readonly line: number;
  /** Plain words, without the colon. */
  readonly text: string;
}

/** Where something stands in a document. */
export interface Place {
  /** From the outermost to the innermost, without the document's own title. */
  readonly headings: readonly NamedHeading[];
  /** In bold: it holds until the next heading or label. */
  readonly label?: Label;
  /** An ordinary sentence that ends with a colon: it holds for what directly follows. */
  readonly lead?: Label;
}

export interface NamedHeading {
  readonly line: number;
  readonly depth: number;
  /** Plain words, without numbers and symbols at the ends. */
  readonly text: string;
}

const NUMBERING =
  /^(?:(?:step|schritt|étape|etape|paso|passo|ステップ|步骤)\s*\d+(?:\.\d+)*\s*[:：.)–-]?\s*|第\s*\d+\s*步\s*[:：]?\s*|\(?\d+(?:\.\d+)*[.):]\s+|\d+(?:\.\d+)+\s+|[A-Z][.)]\s+)(?=\S)/iu;

/** A heading's words without its number: `Step 2: Deploy`, `1.1 Deploy`, `3. Deploy` → `Deploy`. */
export function headingWords(text: string): string {
  const words = undecorated(plain(text)).replace(/[:：]\s*$/u, '');
  const bare = undecorated(words.replace(NUMBERING, ''));
  return bare === '' ? words : bare;
}

export const named = ({ line, depth, text }: Heading): NamedHeading => ({ line, depth, text: headingWords(text) });

const LABEL_LENGTH = 120;

/** Reads a paragraph as a label; `strong` for one in bold. */
export function labelOf(text: string, line: number): { readonly label: Label; readonly strong: boolean } | undefined {
  if (text.includes('\n') || text.length > LABEL_LENGTH * 2) return undefined;
  const strong =
    /^\s*(?:\*\*|__)(?:[^*_]|[*_](?![*_]))+(?:\*\*|__)[\s:：]*$/u.test(text) ||
    (/^\s*(?:\*\*|__)/.test(text) && /[:：]\s*(?:\*\*|__)?\s*$/u.test(text));
  const words = undecorated(plain(text));
  if (!strong && !/[:：]$/u.test(words)) return undefined;
  if (words.length > LABEL_LENGTH) return undefined;
  const bare = words.replace(/[\s:：]+$/u, '');
  return bare === '' ? undefined : { label: { line, text: bare }, strong };
}

/** The depth of the headings that sections begin with, and the document's title where it has one heading for that. */
export interface HeadingLevels {
  readonly title: Heading | undefined;
  /** Headings down to this depth begin a phase. */
  readonly phaseDepth: number;
}

export function headingLevels(blocks: readonly Block[]): HeadingLevels {
  const headings = blocks.filter((block) => block.kind === 'heading');
  const [first] = headings;
  const title = first?.depth === 1 && headings.slice(1).every(({ depth }) => depth > 1) ? first : undefined;
  const depths = headings.filter((heading) => heading !== title).map(({ depth }) => depth);
  const top = depths.reduce((least, depth) => Math.min(least, depth), 6);
  return { title, phaseDepth: top + 1 };
}

/** The heading that names the phase of a place: the innermost one that is not too deep. */
export const phaseHeading = ({ headings }: Place, { phaseDepth }: HeadingLevels): NamedHeading | undefined =>
  headings.findLast(({ depth }) => depth <= phaseDepth);
