import { type Document, isScalar, parseDocument, type YAMLError } from 'yaml';
import { limitsOf, nodesOf, tooDeep } from './document-limits.ts';
import type { Fault } from './fault.ts';
import type { Severity } from './problem.ts';

/** A text that was read as YAML. `data` is undefined when its faults leave nothing to go by. */
export interface ReadDocument {
  readonly document?: Document.Parsed;
  readonly data?: unknown;
  readonly faults: readonly Fault[];
}

/** What YAML does not allow: control characters other than tabs and ends of lines. */
const CONTROL = /[^\P{Cc}\t\n\r\u0085]/u;

const KNOWN: Partial<Record<YAMLError['code'], string>> = {
  MULTIPLE_DOCS: 'a second YAML document begins here: one file holds one checklist',
  DUPLICATE_KEY: 'this key is already in the same map: each may stand there once',
  TAB_AS_INDENT: 'a tab cannot indent: use spaces',
  NON_STRING_KEY: 'a key must be text',
};

/** The library's words, where they are not those of people who write checklists. */
function wordsOf({ code: kind, message }: YAMLError): string {
  if (ADRIFT.test(message)) return 'this belongs to nothing before it: is it indented as its neighbours are?';
  if (message === 'Sequence item without - indicator') return 'neither a new item (`- `) nor indented as the keys of the item above';
  const words = message.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  return KNOWN[kind] ?? words.replace(/^missing closing (["'])quote/, 'missing closing quote $1');
}

const faultOf = (error: YAMLError, severity: Severity): Fault => ({
  rule: 'yaml',
  severity,
  message: wordsOf(error),
  start: error.pos[0],
  end: error.pos[1],
});

const ADRIFT = / in YAML stream: /;

/** One slip is an error of everything that it stands in, and of everything after it that has lost its place: the first says most. */
function withoutEchoes(errors: readonly YAMLError[]): YAMLError[] {
  const adrift = errors.find(({ message }) => ADRIFT.test(message));
  return errors.filter(
    (error, index) =>
      errors.findIndex((each) => each.pos[0] === error.pos[0]) === index && (error === adrift || !ADRIFT.test(error.message)),
  );
}

/** A quote that is not closed is noticed at the end of the file; what helps is where it opens. */
function atOpeningQuote(fault: Fault, document: Document.Parsed): Fault {
  if (!fault.message.startsWith('missing closing quote')) return fault;
  let start: number | undefined;
  for (const { node } of nodesOf(document.contents)) {
    const quotes = isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
    if (quotes && node.range) start = node.range[0];
  }
  return start === undefined ? fault : { ...fault, start, end: start + 1 };
}

function parse(text: string): { document?: Document.Parsed; faults: readonly Fault[] } {
  try {
    const document = parseDocument(text, {
      merge: true,
      stringKeys: true,
      prettyErrors: false,
      resolveKnownTags: false,
      // 'silent' would also be silent about a second document.
      logLevel: 'error',
    });
    return {
      document,
      faults: [
        ...withoutEchoes(document.errors).map((each) => atOpeningQuote(faultOf(each, 'error'), document)),
        ...document.warnings.map((each) => faultOf(each, 'warning')),
      ],
    };
  } catch (error) {
    // The parser recurses: a text nested thousands deep exhausts its stack.
    if (error instanceof RangeError) return { faults: [tooDeep(undefined)] };
    throw error;
  }
}

/** Reads YAML 1.2 with merge keys. Every fault is reported; it never throws. `text` has no byte order mark. */
export function readDocument(text: string): ReadDocument {
  const control = CONTROL.exec(text);
  if (control !== null) {
    const number = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    const message = `a control character (U+${number}) cannot stand in a checklist: is the file saved as UTF-8 text?`;
    return { faults: [{ rule: 'yaml', severity: 'error', message, start: control.index, end: control.index + 1 }] };
  }
  const { document, faults } = parse(text);
  if (document === undefined) return { faults };
  // A repeated key leaves the rest as it is; after any other error the data is a guess.
  const broken = document.errors.some(({ code: kind }) => kind !== 'DUPLICATE_KEY');
  const limits = broken ? [] : limitsOf(document);
  const bad = broken || limits.length > 0;
  const empty = document.contents === null || (isScalar(document.contents) && document.contents.value === null);
  if (!bad && empty) {
    const message = 'the file is empty: a checklist begins with `checklist: name`';
    return { document, faults: [...faults, { rule: 'yaml', severity: 'error', message, start: 0, end: 0 }] };
  }
  if (bad) return { document, faults: [...faults, ...limits] };
  // The limits above are stricter than the library's count of aliases.
  return { document, data: document.toJS({ maxAliasCount: -1 }), faults };
}
