import { plain } from '../blocks/inline.ts';
import type { SourceItem } from '../items/item.ts';
import { addressesIn } from '../items/message.ts';
import { senseOfText } from '../sections/sense.ts';
import { isRecurring } from '../sections/window.ts';
import type { Sense } from '../vocabulary/vocabulary.ts';
import { says } from '../vocabulary/words.ts';
import type { Draft } from './draft.ts';
import { approval, fromCode, fromItemWithCode } from './from-code.ts';
import { fromRow } from './from-row.ts';
import { codeInWords } from './inline-code.ts';
import { noteOf } from './note.ts';
import type { DocumentSense } from './surroundings.ts';
import { codeTitle } from './title.ts';

/** Senses under which the lines of a plain list are things to do or to look at, not explanation. */
const ASKED: readonly Sense[] = [
  'check',
  'smoke',
  'deploy',
  'migrate',
  'backup',
  'prerequisite',
  'metrics',
  'monitor',
  'sign-off',
  'communication',
];

/** `Service name: `shop``: a fact, nothing to do. */
const FACT = /^\s*(?:\*\*)?[^:*`]{1,40}(?:\*\*)?:(?:\*\*)?\s*(?:`[^`]+`|<?https?:\/\/\S+>?)\s*$/;

function contact(item: SourceItem): Draft {
  const text = [item.title, ...item.words].join('\n');
  const addresses = addressesIn(text);
  const level = Number(/\blevel\s*([1-9])\b/i.exec(text)?.[1] ?? Number.NaN);
  if (addresses.length === 0) return { item, out: noteOf(item, 'Contact'), why: 'it holds no address', look: 'contact' };
  return { item, out: { to: 'notification', on: 'trouble', addresses, text: item.title, ...(Number.isNaN(level) ? {} : { level }) } };
}

function message(item: SourceItem, documentTitle: string | undefined): Draft {
  const body = item.code.map(({ text }) => text).join('\n');
  const addresses = addressesIn(
    [...item.words, ...body.split('\n').filter((line) => /^\s*(?:to|cc|an|à|para|宛先|收件人)\s*[:：]/iu.test(line))].join('\n'),
  );
  const title = codeTitle(item, undefined, documentTitle);
  const words = [item.place.label?.text, item.place.lead?.text, ...item.place.headings.map(({ text }) => text)]
    .filter((text) => text !== undefined)
    .join('\n');
  const before = says(words, 'before');
  if (addresses.length > 0)
    return { item: { ...item, title }, out: { to: 'notification', on: before ? 'opened' : 'deployed', addresses, text: body } };
  const out = approval(item, title, [...item.words, body]);
  return { item: { ...item, title }, out: before ? { ...out, first: true } : out, why: 'it names nobody to send it to', look: 'message' };
}

function decision(item: SourceItem): Draft {
  const refusals = item.words.filter((each) => /no-?\s?go/iu.test(each)).join('\n');
  const noGo = says(refusals, 'rollback')
    ? 'rollback'
    : /\b(?:stop|abort|halt|cancel|abbrechen|arrêter|detener|parar)\b|中止/iu.test(refusals)
      ? 'stop'
      : 'ask';
  return { item, out: { ...approval(item, item.title, item.words), noGo }, why: `a no means: ${noGo}`, look: 'gate' };
}

/** Why an item is no part of a deployment's course; undefined when it is. */
function aside(item: SourceItem, { hasTasks }: DocumentSense): Pick<Draft, 'out' | 'look' | 'why'> | undefined {
  const { kind, sense, place } = item;
  const note = (why: string, look: Draft['look']): Pick<Draft, 'out' | 'look' | 'why'> => ({
    out: noteOf(item, why),
    ...(look === undefined ? {} : { look }),
    why: why.toLowerCase(),
  });
  const readiness = kind === 'task' && says(item.title, 'ready');
  if (sense === 'after-rollback') return note('After a rollback', 'after-rollback');
  if (sense === 'triggers') return note('A reason to roll back', 'triggers');
  if (sense === 'rollback' && !readiness) return note('Rollback, to be placed as `undo` of what it takes back', 'rollback');
  if (isRecurring(place)) return note('Recurring work, which no deployment can hold', 'recurring');
  if (kind === 'task' || kind === 'decision' || kind === 'message') return undefined;
  if (sense === 'troubleshooting' || sense === 'information' || sense === 'contacts') return note('For information', 'plain');
  if (kind !== 'bullet') return undefined;
  const isAsked = sense === undefined ? !hasTasks : ASKED.includes(sense);
  return isAsked && !FACT.test(item.written) ? undefined : note('For information', 'plain');
}

/** What belongs before everything else wherever it stands: announcements and signatures that say so. */
function comesFirst({ sense, place }: SourceItem): boolean {
  const innermost = place.label ?? place.headings.at(-1);
  return (
    (sense === 'communication' || sense === 'sign-off' || sense === 'prerequisite') &&
    innermost !== undefined &&
    says(innermost.text, 'before') &&
    namesWords(place.headings.map(({ text }) => text).concat(innermost.text))
  );
}

const namesWords = (texts: readonly string[]): boolean =>
  texts.some((text) => /^(?:communication|sign-off)$/.test(senseOfText(text) ?? ''));

/** Everything that one item of a document becomes. */
export function draftsOf(item: SourceItem, document: DocumentSense, documentTitle: string | undefined): Draft[] {
  const addressed = (item.kind === 'bullet' || item.kind === 'row') && item.sense === 'contacts';
  if (addressed)
    return [
      contact(
        item.kind === 'row'
          ? { ...item, words: Object.entries(item.cells ?? {}).map(([column, cell]) => `${column}: ${plain(cell)}`) }
          : item,
      ),
    ];
  const asideOut = aside(item.kind === 'code' ? { ...item, title: '' } : item, document);
  if (asideOut !== undefined)
    return [{ item: item.kind === 'code' ? { ...item, title: codeTitle(item, undefined, documentTitle) } : item, ...asideOut }];
  const drafts = inCourse(item, document, documentTitle);
  return comesFirst(item)
    ? drafts.map((draft) => (draft.out.to === 'step' ? { ...draft, out: { ...draft.out, first: true } } : draft))
    : drafts;
}

function inCourse(item: SourceItem, document: DocumentSense, documentTitle: string | undefined): Draft[] {
  switch (item.kind) {
    case 'code':
      return fromCode(item, document, documentTitle);
    case 'message':
      return [message(item, documentTitle)];
    case 'decision':
      return [decision(item)];
    case 'row':
      return fromRow(item, document);
    default: {
      if (item.code.length > 0) return fromItemWithCode(item, item.code, document);
      const inWords = codeInWords(item.written, item.line);
      if (inWords !== undefined) {
        const expected = inWords.expected.map((text) => ({ line: item.line, text }));
        const [draft, ...left] = fromItemWithCode({ ...item, code: [inWords.code], expected }, [inWords.code], document);
        // Its words are its code: an approval shows them once.
        if (draft?.out.to === 'step' && draft.out.step.verb !== 'approve' && left.length === 0) return [{ ...draft, item }];
      }
      return [{ item, out: approval(item, titleOf(item), item.words) }];
    }
  }
}

/** A signature says whose and for what: `Pre-deployment sign-off: Developer`. */
function titleOf({ title, sense, place }: SourceItem): string {
  const heading = place.headings.at(-1)?.text;
  return sense === 'sign-off' && heading !== undefined && title.length < 80 ? `${heading}: ${title}` : title;
}
