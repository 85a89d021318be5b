import { cut, widthOf, wrap } from '../../report/columns.ts';
import { type Palette, paint } from '../../report/palette.ts';
import { oneLine } from '../../report/plain-text.ts';
import { durationText } from '../../report/times.ts';
import { DECISION_TONES, DECISION_WORDS, VERDICT_SYMBOLS, VERDICT_TONES } from '../../report/wording.ts';
import { hasBegun, isBaseline, type Leaf, type Section } from './tree-state.ts';

const INDENT = '  ';
/** Below this many columns a reason says nothing and is left out. */
const SHORTEST_REASON = 12;

/** How lines are drawn: on what, and at what moment. */
export interface Drawing {
  readonly palette: Palette;
  /** Columns that may be used. */
  readonly width: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly spinner: string;
}

/** A section whose end has come, whole: reasons of what did not pass are wrapped, nothing is left out. */
export function settledSection(section: Section, drawing: Drawing): string[] {
  if (!hasBegun(section)) return [waitingSection(section, drawing, 'not run')];
  return [
    heading(section, drawing),
    ...section.leaves.flatMap((leaf) => (isBaseline(section) ? baselineLeaf(leaf, drawing) : settledLeaf(leaf, drawing))),
    ...section.decisions.flatMap((each) => decisionLines(each, drawing)),
  ];
}

/** A section under way in at most `rows` lines: what runs is shown, what is before and after is summed up. */
export function liveSection(section: Section, drawing: Drawing, rows: number): string[] {
  const decisions = section.decisions.map((each) => decisionLines(each, drawing)[0] ?? '');
  const room = Math.max(1, rows - 1 - decisions.length);
  const { leaves } = section;
  if (leaves.length <= room) return [heading(section, drawing), ...leaves.map((leaf) => liveLeaf(leaf, drawing)), ...decisions];
  const shown = Math.max(1, room - 2);
  const focus = leaves.findIndex((leaf) => leaf.state !== 'done');
  const first = Math.max(0, Math.min((focus === -1 ? leaves.length : focus) - Math.floor(shown / 3), leaves.length - shown));
  return [
    heading(section, drawing),
    ...summedUp(leaves.slice(0, first), drawing),
    ...leaves.slice(first, first + shown).map((leaf) => liveLeaf(leaf, drawing)),
    ...summedUp(leaves.slice(first + shown), drawing),
    ...decisions,
  ];
}

/** A section of which nothing has run, on one line. */
export const waitingSection = (section: Section, { palette, width }: Drawing, note = counted(section.leaves.length, 'step')): string =>
  palette.dim(cut(`○ ${oneLine(section.title)}  ${note}`, width));

export const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const heading = (section: Section, { palette, width }: Drawing): string => palette.bold(cut(oneLine(section.title), width));

function decisionLines({ decision, reason }: Section['decisions'][number], { palette, width }: Drawing): string[] {
  const words = DECISION_WORDS[decision];
  const indent = `${INDENT}▸ ${words}  `.length;
  const [first = '', ...rest] = wrap(oneLine(reason), width - indent);
  const start = `${INDENT}▸ ${palette.bold(paint(palette, DECISION_TONES[decision], words))}  ${first}`;
  return [start, ...rest.map((line) => ' '.repeat(indent) + line)];
}

function settledLeaf(leaf: Leaf, drawing: Drawing): string[] {
  const { palette, width } = drawing;
  const { result } = leaf;
  if (result === undefined) return [unsettledLeaf(leaf, drawing)];
  const line = doneLeaf(leaf, result, drawing, quietly(result.verdict));
  if (quietly(result.verdict)) return [line];
  return [line, ...wrap(oneLine(result.reason), width - 4).map((each) => `    ${paint(palette, VERDICT_TONES[result.verdict], each)}`)];
}

function baselineLeaf(leaf: Leaf, drawing: Drawing): string[] {
  const { result } = leaf;
  if (result === undefined || quietly(result.verdict)) return settledLeaf(leaf, drawing);
  const quiet = { ...result, verdict: 'skipped', reason: `${result.verdict}, so it will not count: ${result.reason}` } as const;
  return settledLeaf({ ...leaf, result: quiet }, drawing);
}

/** A pass says little that is new; everything else is read. */
const quietly = (verdict: string): boolean => verdict === 'pass' || verdict === 'skipped';

const unsettledLeaf = (leaf: Leaf, { palette, width }: Drawing): string =>
  leaf.state === 'running'
    ? palette.yellow(cut(`${INDENT}‼ ${oneLine(leaf.title)}  began, no result`, width))
    : palette.dim(cut(`${INDENT}○ ${oneLine(leaf.title)}  not run`, width));

function liveLeaf(leaf: Leaf, drawing: Drawing): string {
  const { palette, width, now, spinner } = drawing;
  if (leaf.result !== undefined) return doneLeaf(leaf, leaf.result, drawing, true);
  if (leaf.state === 'waiting') return palette.dim(cut(`${INDENT}○ ${oneLine(leaf.title)}`, width));
  const elapsed = leaf.startedAt === undefined ? '' : elapsedText(now - Date.parse(leaf.startedAt));
  return `${INDENT}${palette.cyan(spinner)} ${titled(leaf.title, elapsed, leaf.note ?? '', width - 4, palette)}`;
}

function doneLeaf({ title }: Leaf, result: NonNullable<Leaf['result']>, drawing: Drawing, withReason: boolean): string {
  const { palette, width } = drawing;
  const symbol = paint(palette, VERDICT_TONES[result.verdict], VERDICT_SYMBOLS[result.verdict]);
  const reason = withReason ? oneLine(result.reason) : '';
  return `${INDENT}${symbol} ${titled(title, durationText(result.durationMs), reason, width - 4, palette)}`;
}

/** `title  time  note`: the note gives way first, then the title. */
function titled(title: string, time: string, note: string, width: number, palette: Palette): string {
  const timed = time === '' ? '' : `  ${time}`;
  const name = cut(oneLine(title), Math.max(1, width - timed.length));
  const left = width - widthOf(name) - timed.length - 2;
  const short = note !== '' && left >= Math.min(SHORTEST_REASON, widthOf(note)) ? `  ${cut(oneLine(note), left)}` : '';
  return `${name}${palette.dim(timed)}${palette.dim(short)}`;
}

/** Whole seconds: a clock that runs, not a measurement. */
function elapsedText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  return seconds < 60 ? `${seconds} s` : durationText(seconds * 1_000);
}

function summedUp(leaves: readonly Leaf[], { palette, width }: Drawing): string[] {
  if (leaves.length === 0) return [];
  const words = leaves.map((leaf) => leaf.result?.verdict ?? leaf.state);
  const counts = [...new Set(words)].map((word) => `${words.filter((each) => each === word).length} ${word}`);
  return [palette.dim(cut(`${INDENT}… ${counts.join(', ')}`, width))];
}
