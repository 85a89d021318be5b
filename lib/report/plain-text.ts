import { stripVTControlCharacters } from 'node:util';

// Text from a system under deployment is not trusted: it could move a terminal's cursor, hide or reorder what a person reads.
// Tabs and newlines stay; other controls, and those that turn the direction of text, go.
const UNSAFE = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\ufeff]/gu;
const LINE_BREAKS = /\r\n?|[\u2028\u2029]/g;

/** Text without escape sequences and control characters; newlines (each as `\n`) and tabs stay. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text).replace(LINE_BREAKS, '\n').replace(UNSAFE, '').toWellFormed();

/** The same on one line: runs of white space become one space. */
export const oneLine = (text: string): string => printable(text).replace(/\s+/g, ' ').trim();
