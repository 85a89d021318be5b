import { printable } from './plain-text.ts';

/** Finished HTML or XML. Only the two tags below make it, so text cannot pass for markup. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it stands in an element or a quoted attribute; characters that XML 1.0 does not know are left out. */
const escaped = (text: string): string =>
  printable(text)
    .replace(/[\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const isMarkup = (part: object): part is Markup => 'markup' in part;

function render(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'object') return isMarkup(part) ? part.markup : part.map(render).join('');
  return escaped(String(part));
}

/** HTML or XML from a template: what is put in is escaped, unless it is markup itself; lists are joined. */
export const markup = (parts: TemplateStringsArray, ...values: readonly Part[]): Markup => ({
  markup: parts.map((part, index) => part + render(values[index])).join(''),
});

/** Joins markup with a newline between. */
export const lines = (...parts: readonly (Markup | undefined)[]): Markup => ({
  markup: parts
    .filter((part) => part !== undefined)
    .map((part) => part.markup)
    .join('\n'),
});
