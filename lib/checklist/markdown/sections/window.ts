import { isWord, says, wordSource } from '../vocabulary/words.ts';
import type { Place } from './place.ts';
import { senseOfText } from './sense.ts';

const UNITS = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 2_592_000_000 } as const;
type Unit = keyof typeof UNITS;
const NAMES = Object.keys(UNITS) as Unit[];

const unit = NAMES.map((name) => `(?<${name}>${wordSource(name)})`).join('|');
const NUMBER = '(?<number>\\d{1,3}|an?|one|two|three|four|eine[rmn]?|zwei|drei|une?|deux|trois|una?|dos|tres|uma?|dois|três|一|两|三)';
const WORDS: Readonly<Record<string, number>> = {
  two: 2,
  zwei: 2,
  deux: 2,
  dos: 2,
  dois: 2,
  两: 2,
  three: 3,
  drei: 3,
  trois: 3,
  tres: 3,
  três: 3,
  三: 3,
  four: 4,
};
const NEAR = '[\\s(\\-–:~]*';

/** `first 24 hours`, `erste Woche`: a watch that begins with the deployment. */
const FIRST = new RegExp(`${wordSource('first')}${NEAR}(?:${NUMBER}${NEAR})?(?:${unit})`, 'iu');
/** `within 1 week`, `after 2 days`. */
const WITHIN = new RegExp(
  `(?:${wordSource('within')}|${wordSource('after')})${NEAR}(?:${wordSource('first')}${NEAR})?${NUMBER}${NEAR}(?:${unit})`,
  'iu',
);
/** `24 hours after`, `24時間後`. */
const LATER = new RegExp(`${NUMBER}${NEAR}(?:${unit})${NEAR}(?:${wordSource('after')}|${wordSource('within')})`, 'iu');
/** `Week 1`, `weeks 7-12`. */
const NUMBERED = new RegExp(`(?:${unit})\\s*(?<number>\\d{1,2})(?:\\s*[-–]\\s*(?<last>\\d{1,2}))?`, 'iu');
/** `T+24h`. */
const OFFSET = new RegExp(`(?<![\\p{L}])T\\s*\\+\\s*${NUMBER}\\s*(?:${unit})`, 'iu');

function length(groups: Readonly<Record<string, string | undefined>>): number | undefined {
  const name = NAMES.find((each) => groups[each] !== undefined);
  const written = (groups.last ?? groups.number ?? '1').toLowerCase();
  const count = /^\d/.test(written) ? Number(written) : (WORDS[written] ?? 1);
  return name === undefined || count === 0 ? undefined : count * UNITS[name];
}

function lengthIn(text: string, patterns: readonly RegExp[]): number | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.groups;
    if (found !== undefined) return length(found);
  }
  return undefined;
}

/** How long after the deployment something is looked at, and the words that say so. */
export interface Window {
  readonly afterMs: number;
  readonly line: number;
  readonly text: string;
}

const LONG = 120;

/**
 * The time after the deployment that a place speaks of; undefined for what happens in its course. A length of time alone is
 * no window (`Deployment (2 hours)`): something must say that it is about afterwards.
 */
export function windowOf(place: Place): Window | undefined {
  if (!windows.has(place)) windows.set(place, findWindow(place));
  return windows.get(place);
}

/** Many items stand at one place. */
const windows = new WeakMap<Place, Window | undefined>();

function findWindow({ headings, label, lead }: Place): Window | undefined {
  const all = [...headings, ...(label === undefined ? [] : [label]), ...(lead === undefined ? [] : [lead])];
  const afterwards = all.some(({ text }) => senseOfText(text) === 'monitor');
  const measuring = afterwards || all.some(({ text }) => /^(?:metrics|check)$/.test(senseOfText(text) ?? ''));
  for (const { text, line } of all.toReversed()) {
    if (text.length > LONG || says(text, 'before')) continue;
    const afterMs =
      lengthIn(text, [OFFSET, FIRST]) ??
      (afterwards ? lengthIn(text, [WITHIN, LATER]) : undefined) ??
      (measuring ? lengthIn(text, [NUMBERED]) : undefined);
    if (afterMs !== undefined) return { afterMs, line, text };
  }
  return undefined;
}

/** True where something is told that is done again and again, which no deployment can hold: `Ongoing`, `Weekly`. */
export const isRecurring = ({ headings, label, lead }: Place): boolean => {
  const innermost = lead ?? label ?? headings.at(-1);
  return innermost !== undefined && isWord(innermost.text, 'recurring');
};
