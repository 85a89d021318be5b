/** A document as a checklist is read from it: lists, code, tables and the words between, each with its line (from 1). */
export type Block = Heading | ListItem | Code | Table | Paragraph;

export interface Heading {
  readonly kind: 'heading';
  readonly line: number;
  /** 1 to 6. */
  readonly depth: number;
  /** As written, with its inline Markdown. */
  readonly text: string;
}

/** A box before the words: `[ ]`, `[x]`, ☐, ☑. */
export type Box = 'open' | 'done';

export interface ListItem {
  readonly kind: 'item';
  readonly line: number;
  readonly ordered: boolean;
  readonly box?: Box;
  /** Its first paragraph, without the box. */
  readonly text: string;
  /** Further paragraphs, code, nested lists. */
  readonly children: readonly Block[];
}

export interface Code {
  readonly kind: 'code';
  readonly line: number;
  /** In small letters, as after the fence; empty when it does not say. */
  readonly language: string;
  readonly text: string;
}

export interface Table {
  readonly kind: 'table';
  readonly line: number;
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly line: number;
  readonly text: string;
}
