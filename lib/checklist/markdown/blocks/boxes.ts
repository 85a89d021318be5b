import type { Box } from './block.ts';

const BOXED = /^\s*(?:\\?\[(?<mark>[^\S\n]|[xX*✓✔✅✗-])?\\?\]|(?<open>[☐□⬜◻❏])|(?<done>[☑☒🗹]))\ufe0f?(?=\s|$)[^\S\n]*/u;

/** Splits the box off a text: `[x] Dump the database`, `☐ Dump the database`. */
export function splitBox(text: string): { readonly box?: Box; readonly text: string } {
  const found = BOXED.exec(text);
  if (found === null) return { text };
  const { mark = '', done } = found.groups ?? {};
  const box = done !== undefined || /\S/.test(mark.replace('-', '')) ? 'done' : 'open';
  return { box, text: text.slice(found[0].length) };
}
