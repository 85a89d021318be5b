import { chinese } from './chinese.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { japanese } from './japanese.ts';
import { portuguese } from './portuguese.ts';
import { spanish } from './spanish.ts';
import { HINTS, type Hint, SENSES, type Sense, type Vocabulary } from './vocabulary.ts';

/** Words are set apart by spaces here… */
const SPACED: readonly Vocabulary[] = [english, german, french, spanish, portuguese];
/** …and are not here. */
const UNSPACED: readonly Vocabulary[] = [japanese, chinese];

const alternatives = (vocabularies: readonly Vocabulary[], key: Sense | Hint): string =>
  [...new Set(vocabularies.flatMap((each) => each[key] ?? []))].join('|');

/** The words of one meaning, in every language, as the source of a regular expression. */
export function wordSource(key: Sense | Hint): string {
  const spaced = `(?<![\\p{L}\\p{N}])(?:${alternatives(SPACED, key)})(?![\\p{L}\\p{N}])`;
  const unspaced = alternatives(UNSPACED, key);
  return unspaced === '' ? spaced : `(?:${spaced}|${unspaced})`;
}

const compiled = new Map<Sense | Hint, RegExp>([...SENSES, ...HINTS].map((key) => [key, new RegExp(wordSource(key), 'iu')]));

/** Whether a text holds a word of this meaning, in any of the languages. */
export const says = (text: string, key: Sense | Hint): boolean => compiled.get(key)?.test(text) ?? false;

/** Whether a text is nothing but a word of this meaning. */
export const isWord = (text: string, key: Sense | Hint): boolean => {
  const [found] = compiled.get(key)?.exec(text) ?? [];
  return found !== undefined && found.length >= text.replace(/[:：\s]+$/u, '').trim().length;
};
