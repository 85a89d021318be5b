import { SENSES, type Sense } from '../vocabulary/vocabulary.ts';
import { says } from '../vocabulary/words.ts';
import type { Place } from './place.ts';

/** What these say holds for everything under them, whatever the headings below say. */
const REACHING: readonly Sense[] = ['after-rollback', 'triggers', 'rollback', 'troubleshooting'];
/** …unless a heading below is about one of these: documents put what comes next under the rollback, too. */
const BREAKING: readonly Sense[] = ['monitor', 'metrics', 'contacts', 'sign-off'];
const WITH_ROLLBACK: readonly Sense[] = ['backup', 'migrate', 'deploy', 'monitor'];

/** `Appendix` holds for what is under it; a long heading that mentions an overview does not. */
const isShort = (text: string | undefined): boolean => (text?.split(/\s+/).length ?? 0) <= 5;

const known = new Map<string, Sense | undefined>();
const MAX_KNOWN = 10_000;

function find(text: string): Sense | undefined {
  const sense = SENSES.find((each) => says(text, each));
  // `Backup and rollback` is not all about rolling back.
  if (sense === 'rollback' && says(text, 'and')) return WITH_ROLLBACK.find((each) => says(text, each)) ?? sense;
  // `Rollback readiness` is looked at before, not after.
  return sense === 'rollback' && says(text, 'ready') ? 'prerequisite' : sense;
}

/** What one heading or label is about. */
export function senseOfText(text: string): Sense | undefined {
  const lower = text.toLowerCase();
  if (!known.has(lower)) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(lower, find(lower));
  }
  return known.get(lower);
}

/** What a place is about: the innermost words that say so, unless a section round them says it for all. */
export function senseOf({ headings, label, lead }: Place): Sense | undefined {
  const texts = [
    ...headings.map(({ text }) => text),
    ...(label === undefined ? [] : [label.text]),
    ...(lead === undefined ? [] : [lead.text]),
  ];
  const senses = texts.map(senseOfText);
  const reaching = senses.findLastIndex(
    (sense, index) => sense !== undefined && (REACHING.includes(sense) || (sense === 'information' && isShort(texts[index]))),
  );
  const broken = senses.slice(reaching + 1, headings.length).some((sense) => sense !== undefined && BREAKING.includes(sense));
  return reaching === -1 || broken ? senses.findLast((sense) => sense !== undefined) : senses[reaching];
}
