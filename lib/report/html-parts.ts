import { lines, type Markup, markup } from './markup.ts';
import { dateTimeText } from './times.ts';
import type { Tone } from './wording.ts';

/** A labelled card. */
export const section = (id: string, title: string, content: readonly (Markup | undefined)[]): Markup =>
  lines(
    markup`<section aria-labelledby="${id}">`,
    markup`<h2 id="${id}"><bdi>${title}</bdi></h2>`,
    ...content.filter((part) => part !== undefined),
    markup`</section>`,
  );

export const chip = (tone: Tone, text: string): Markup => markup`<span class="chip ${tone}">${text}</span>`;

/** A moment, in UTC as in the records. */
export const absolute = (iso: string): Markup => markup`<time datetime="${iso}">${dateTimeText(iso)} UTC</time>`;

/** A table whose first column names its rows. */
export function table(headings: readonly string[], rows: readonly (readonly Markup[])[], isNumber: (column: number) => boolean): Markup {
  const numeric = (column: number): Markup | undefined => (isNumber(column) ? markup` class="number"` : undefined);
  return lines(
    markup`<div class="scroll" tabindex="0"><table>`,
    markup`<thead><tr>${headings.map((heading, column) => markup`<th scope="col"${numeric(column)}>${heading}</th>`)}</tr></thead>`,
    markup`<tbody>`,
    ...rows.map(
      ([first, ...rest]) =>
        markup`<tr><th scope="row">${first}</th>${rest.map((cell, column) => markup`<td${numeric(column + 1)}>${cell}</td>`)}</tr>`,
    ),
    markup`</tbody>`,
    markup`</table></div>`,
  );
}
