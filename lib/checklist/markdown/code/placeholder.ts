/** Words that stand for something the author did not write down. */
const PLACEHOLDERS: readonly RegExp[] = [
  /<[a-z][\w .-]{0,40}>(?!\()/i,
  /\[(?:your|name|contact|date|time|insert|url|phone|version|todo|tbd)[^\]\n]{0,40}\]/i,
  /\{\{[^{}\n]{1,60}\}\}/,
  /\/path\/to\//i,
  /(?<![A-Za-z])(?:YYYY|HHMM|DDMM)|\bx{3,}\b|\bX\.Y(?:\.Z)?\b/,
  /\byour[-_][\w-]+|\bmy-(?:app|application|service|project|cluster|bucket|domain|namespace|server)\b|\bchangeme\b/i,
  /\bexample\.(?:com|org|net)\b/i,
  /(?:^|\s)\.\.\.(?:\s|$)|…/m,
  /\bTODO\b|\bTBD\b|\bFIXME\b/,
];

/** The first placeholder in a text: `<run-id>`, `/path/to/…`, `YYYYMMDD`. */
export const placeholderIn = (text: string): string | undefined =>
  PLACEHOLDERS.map((pattern) => pattern.exec(text)?.[0].trim()).find((found) => found !== undefined);
