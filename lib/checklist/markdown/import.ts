import type { Checklist } from '../schema/checklist.ts';
import { assemble, neededNames } from './assemble/checklist.ts';
import { checklistName, fileWords } from './assemble/names.ts';
import { phasesOf } from './assemble/phases.ts';
import { splitFrontMatter } from './blocks/front-matter.ts';
import { readBlocks } from './blocks/read-blocks.ts';
import { offersAlternative } from './code/alternatives.ts';
import { reversesIn } from './code/reversal.ts';
import { readShell } from './code/shell-words.ts';
import type { Draft } from './drafts/draft.ts';
import { approval } from './drafts/from-code.ts';
import { draftsOf } from './drafts/from-item.ts';
import { withRollbackInPlace } from './drafts/rollback-in-place.ts';
import type { DocumentSense } from './drafts/surroundings.ts';
import { collectItems } from './items/collect.ts';
import type { SourceItem } from './items/item.ts';
import { looksOf } from './output/look.ts';
import { reportOf } from './output/report-of.ts';
import { writtenChecklist } from './output/written.ts';
import type { ImportReport } from './report.ts';
import { headingLevels, headingWords } from './sections/place.ts';
import { decodeText } from './text/decode.ts';

export interface ImportOptions {
  /** The document's name, for the report and the comments; it names the checklist when the document does not. */
  readonly file: string;
}

/** A document that holds nothing to do or to look at. */
export interface NothingFound {
  readonly kind: 'nothing';
  readonly report: ImportReport;
}

export interface ImportedChecklist {
  readonly kind: 'imported';
  readonly yaml: string;
  readonly checklist: Checklist;
  readonly report: ImportReport;
}

const POSTGRES = /postgres|\bpsql\b|\bpg_\w+|\bpgbouncer\b/i;

function documentSense(items: readonly SourceItem[], text: string): DocumentSense {
  const rollback = items.filter(({ sense }) => sense === 'rollback').flatMap(({ code }) => code);
  const certain = rollback.filter((code) => !readShell(code.text).comments.some((comment) => offersAlternative(comment.text)));
  return {
    hasTasks: items.some(({ kind }) => kind === 'task'),
    postgres: POSTGRES.test(text),
    reverses: certain.flatMap((code) => reversesIn(code.text, code.line)),
  };
}

/** A document of nothing but notes (a rollback plan, say) is the checklist itself: then a person is asked each of them. */
function withSomeStep(drafts: readonly Draft[]): readonly Draft[] {
  if (drafts.length === 0 || drafts.some(({ out }) => out.to === 'step')) return drafts;
  return drafts.map((draft) => {
    const { item } = draft;
    return { ...draft, out: approval(item, item.title, [...item.words, ...item.code.map(({ text }) => text)]) };
  });
}

/**
 * Makes a first checklist out of a Markdown document. What is certain becomes automated; everything else becomes an approval with
 * the original words, or a note. Each item goes to exactly one place, which the report names. The same text gives the same
 * bytes. Pure; never throws; takes time linear in the length of the text.
 */
export function importMarkdown(source: string | Uint8Array, { file }: ImportOptions): ImportedChecklist | NothingFound {
  const { text, remarks } = decodeText(source);
  const { values, body } = splitFrontMatter(text);
  const blocks = readBlocks(body);
  const levels = headingLevels(blocks);
  const { items, prose } = collectItems(blocks, levels);
  const documentTitle = levels.title === undefined ? values.title : headingWords(levels.title.text);
  const sense = documentSense(items, text);
  const drafts = withSomeStep(withRollbackInPlace(items.flatMap((item) => draftsOf(item, sense, documentTitle))));
  const fallback = documentTitle?.trim() || 'Checklist';
  const phases = phasesOf(drafts, levels, fallback);
  const names = neededNames(phases.flatMap(({ steps }) => steps.map(({ step }) => step)));
  const movedLines = phases.filter(({ moved }) => moved).map(({ heading }) => heading?.line ?? 1);
  const look = looksOf({ drafts, neededNames: names, movedLines, prose, encoding: remarks });
  const report = reportOf(file, drafts, phases, look);
  if (phases.length === 0) return { kind: 'nothing', report };
  const owner = values.owner ?? values.team;
  const head = {
    name: checklistName([documentTitle, values.title, fileWords(file)]),
    ...(documentTitle === undefined || documentTitle === '' ? {} : { summary: documentTitle }),
    ...(owner === undefined || owner === '' ? {} : { owner }),
  };
  const checklist = assemble(head, phases, drafts);
  return { kind: 'imported', yaml: writtenChecklist(checklist, phases, file), checklist, report };
}
