import type { Step } from '../../schema/step.ts';
import type { Draft, StepOut } from '../drafts/draft.ts';
import { TITLE_LENGTH } from '../drafts/title.ts';
import { type HeadingLevels, type NamedHeading, phaseHeading } from '../sections/place.ts';
import { senseOfText } from '../sections/sense.ts';
import type { Sense } from '../vocabulary/vocabulary.ts';
import { Numbering } from './names.ts';

export interface PlacedStep {
  readonly draft: Draft;
  readonly step: Step;
}

export interface DraftPhase {
  readonly title: string;
  readonly heading: NamedHeading | undefined;
  readonly afterMs?: number;
  readonly noGo?: 'rollback' | 'stop' | 'ask';
  /** It stood after what now comes after it. */
  readonly moved: boolean;
  readonly steps: readonly PlacedStep[];
}

interface Group {
  readonly heading: NamedHeading | undefined;
  readonly parent: string | undefined;
  readonly words: string;
  readonly afterMs: number | undefined;
  readonly first: boolean;
  readonly order: number;
  noGo?: NonNullable<StepOut['noGo']>;
  readonly drafts: { readonly draft: Draft; readonly out: StepOut }[];
}

const PHASE_LENGTH = 100;
const ROOM = 10;

function cut(words: string): string {
  if (words.length <= PHASE_LENGTH - ROOM) return words;
  return `${words
    .slice(0, PHASE_LENGTH - ROOM - 1)
    .toWellFormed()
    .replaceAll('\ufffd', '')
    .trimEnd()}…`;
}

function groupsOf(drafts: readonly Draft[], levels: HeadingLevels, fallback: string): Group[] {
  const groups = new Map<string, Group>();
  for (const draft of drafts) {
    const { out, item } = draft;
    if (out.to !== 'step') continue;
    const heading = phaseHeading(item.place, levels);
    const { window, first = false, noGo } = out;
    const named = first || window !== undefined ? (item.place.label ?? item.place.headings.at(-1)) : undefined;
    const key = JSON.stringify([heading?.line, window?.afterMs, window?.line, first && named?.line]);
    const own =
      window !== undefined && window.line !== heading?.line
        ? window.text
        : first && named?.line !== heading?.line
          ? named?.text
          : undefined;
    // A heading may be empty.
    const title = heading?.text.trim() || fallback;
    const group = groups.get(key) ?? {
      heading,
      parent: item.place.headings.findLast(({ depth }) => heading !== undefined && depth < heading.depth)?.text,
      words: own === undefined ? title : first ? own : `${title}: ${own}`,
      afterMs: window?.afterMs,
      first,
      order: groups.size,
      drafts: [],
    };
    if (noGo !== undefined) group.noGo = noGo;
    group.drafts.push({ draft, out });
    groups.set(key, group);
  }
  return [...groups.values()];
}

const CHANGING: readonly (Sense | undefined)[] = ['deploy', 'migrate', 'backup'];

const isDeployment = ({ heading, parent, first, afterMs }: Group): boolean => {
  const senses = [heading?.text, parent].map((text) => (text === undefined ? undefined : senseOfText(text)));
  return !first && afterMs === undefined && senses.some((sense) => CHANGING.includes(sense)) && !senses.includes('prerequisite');
};

/** Where what says that it comes before the deployment belongs: before the first phase that changes something. */
const firstChange = (groups: readonly Group[]): number => groups.find(isDeployment)?.order ?? 0;

/** As the document has it, but for what comes before the deployment, and for follow-ups, which come last, the earliest first. */
function inOrder(groups: readonly Group[]): Group[] {
  const change = firstChange(groups);
  const place = ({ first, order }: Group): number => (first && order > change ? change - 0.5 : order);
  return groups.toSorted((a, b) => (a.afterMs ?? -1) - (b.afterMs ?? -1) || place(a) - place(b) || a.order - b.order);
}

/** Puts steps into phases: one for each heading that holds any. Titles become unique, here and over all steps. */
export function phasesOf(drafts: readonly Draft[], levels: HeadingLevels, fallback: string): DraftPhase[] {
  const all = groupsOf(drafts, levels, fallback);
  // With nothing to follow there is no follow-up: then the checklist is the follow-up.
  const groups = all.every(({ afterMs }) => afterMs !== undefined) ? all.map((group) => ({ ...group, afterMs: undefined })) : all;
  const change = firstChange(groups);
  const titles = new Numbering();
  const phaseTitles = new Numbering();
  const counts = new Map<string, number>();
  for (const { words } of groups) counts.set(words, (counts.get(words) ?? 0) + 1);
  return inOrder(groups).map((group) => {
    const words = (counts.get(group.words) ?? 0) > 1 && group.parent !== undefined ? `${group.parent}: ${group.words}` : group.words;
    return {
      title: phaseTitles.unique(cut(words), PHASE_LENGTH),
      heading: group.heading,
      ...(group.afterMs === undefined ? {} : { afterMs: group.afterMs }),
      ...(group.noGo === undefined || group.afterMs !== undefined ? {} : { noGo: group.noGo }),
      moved: group.first && group.afterMs === undefined && group.order > change,
      steps: group.drafts.map(({ draft, out }) => ({ draft, step: { ...out.step, title: titles.unique(out.step.title, TITLE_LENGTH) } })),
    };
  });
}
