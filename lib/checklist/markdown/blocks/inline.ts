/** Tags that are markup; anything else in angle brackets (`<version>`) is the author's placeholder and stays. */
const TAG =
  /<\/?(?:a|abbr|b|big|blockquote|button|center|code|del|details|div|em|figure|font|form|h[1-6]|hr|i|img|input|ins|kbd|label|li|mark|ol|p|pre|q|s|samp|section|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|var)(?:\s[^<>]*)?\/?>/gi;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const BREAK = /<br\s*\/?>/gi;
const LINK = /!?\[([^[\]]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/g;
const REFERENCE = /!?\[([^[\]]+)\]\[[^[\]]*\]/g;
const ADDRESS = /<((?:https?:\/\/|mailto:)[^<>\s]*)>/g;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const entities = (text: string): string =>
  text.replace(
    /&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,6})|#x([0-9a-f]{1,6}));/gi,
    (whole, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      const printable = (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code < 0x2028) || (code > 0x2070 && code < 0xd800);
      return printable ? String.fromCharCode(code) : whole;
    },
  );

const withoutEmphasis = (text: string): string =>
  text
    .replace(/\*\*|~~/g, '')
    .replace(/(?<![\p{L}\p{N}_])__(?=\S)([^_\n]+)__(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*[^*\s])\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*[^_\s])_(?![\p{L}\p{N}_])/gu, '$1');

const plainOutsideCode = (text: string): string =>
  entities(
    withoutEmphasis(
      text.replace(COMMENT, '').replace(BREAK, ' ').replace(LINK, '$1').replace(REFERENCE, '$1').replace(ADDRESS, '$1').replace(TAG, ''),
    ).replace(/\\([!-/:-@[-`{-~])/g, '$1'),
  );

const SPAN = /(`+)([^`]+)\1(?!`)/g;

/** Without any of these, Markdown is its own words. */
const MARKUP = /[*_~`<[\\&]/;
const SPACED = /^\s|\s\s|[^\S ]|\s$/;

/** Inline Markdown as the words that a reader sees, on one line. */
export function plain(markdown: string): string {
  if (!MARKUP.test(markdown)) return SPACED.test(markdown) ? markdown.replace(/\s+/g, ' ').trim() : markdown;
  let words = '';
  let end = 0;
  for (const match of markdown.matchAll(SPAN)) {
    words += plainOutsideCode(markdown.slice(end, match.index)) + (match[2] ?? '');
    end = match.index + match[0].length;
  }
  return (words + plainOutsideCode(markdown.slice(end))).replace(/\s+/g, ' ').trim();
}

/** The code spans of inline Markdown. */
export const codeSpans = (markdown: string): string[] => [...markdown.matchAll(SPAN)].map((match) => (match[2] ?? '').trim());

const DECORATION = String.raw`(?:[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\ufe0f\u200d\u20e3✓✔✗✘→⇒•·]|\s)+`;
const LEADING = new RegExp(`^${DECORATION}`, 'u');
const TRAILING = new RegExp(`${DECORATION}$`, 'u');

/** Words without the symbols that decorate their ends. Symbols alone stay. */
export function undecorated(words: string): string {
  // Only the ends are looked at: the pattern is not anchored cheaply from the right.
  const tail = words.slice(-40);
  const bare = (words.slice(0, -40) + tail.replace(TRAILING, '')).replace(LEADING, '');
  return bare === '' ? words.trim() : bare;
}
