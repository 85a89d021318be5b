import { Document, isMap, isScalar, Scalar, visit } from 'yaml';
import { z } from 'zod';
import { type Checklist, checklist as schema } from './schema/checklist.ts';

export interface PrintOptions {
  /** Where editors find the JSON Schema: printed as a comment in the first line (default: no such line). */
  readonly schema?: string;
}

/** Characters that YAML takes only as escapes, and of which a block text or an editor would make something else. */
const ESCAPED = /[^\P{Cc}\n\t]|[\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}/gu;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Read again without quotes, it would take in another map. */
const MERGE = '<<';

/** Texts with such characters are quoted; other texts of several lines are literal blocks. */
function chooseStyles(document: Document): void {
  visit(document, {
    Scalar(_, scalar) {
      const { value } = scalar;
      if (value === MERGE || (typeof value === 'string' && value.search(ESCAPED) !== -1)) scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  if (!isMap(document.contents)) return;
  for (const { key, value } of document.contents.items) {
    // A blank line sets the sections apart.
    if (isScalar(key) && !isScalar(value)) key.spaceBefore = true;
  }
}

/**
 * A checklist as YAML, one key a line, commands of several lines as literal blocks. Read again, it is the same checklist.
 * Throws a ZodError when what it is given is no checklist.
 */
export function printChecklist(checklist: Checklist, { schema: location }: PrintOptions = {}): string {
  const document = new Document(z.encode(schema, checklist), { aliasDuplicateObjects: false });
  chooseStyles(document);
  // Whatever is still there stands in double quotes, where an escape means the same.
  const text = document.toString({ lineWidth: 0, blockQuote: 'literal' }).replace(ESCAPED, escaped);
  return location === undefined ? text : `# yaml-language-server: $schema=${location}\n${text}`;
}
