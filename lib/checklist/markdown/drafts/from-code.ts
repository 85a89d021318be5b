import type { Code } from '../blocks/block.ts';
import { judgeCode } from '../code/judge-code.ts';
import { shellParts, sqlParts } from '../code/parts.ts';
import { readShell } from '../code/shell-words.ts';
import type { CodeUse } from '../code/use.ts';
import type { ExpectedWords, SourceItem } from '../items/item.ts';
import { windowOf } from '../sections/window.ts';
import { says } from '../vocabulary/words.ts';
import { actionStep, checkStep, watchIn } from './code-step.ts';
import type { Draft, StepOut } from './draft.ts';
import { type DocumentSense, nearWords, surroundingsOf } from './surroundings.ts';
import { codeTitle, fitTitle } from './title.ts';

/** The lines of details: nothing twice, nothing that the title says already. */
const detailsOf = (lines: readonly (string | undefined)[]): string =>
  lines.filter((line): line is string => line !== undefined && line.trim() !== '').join('\n');

/** An approval with the original words. */
export function approval(item: SourceItem, title: string, details: readonly (string | undefined)[]): StepOut {
  const fitted = fitTitle(title, item.line);
  const text = detailsOf([fitted.whole, ...details]);
  const window = windowOf(item.place);
  return {
    to: 'step',
    step: { verb: 'approve', title: fitted.title, ...(text === '' ? {} : { details: text }) },
    ...(window === undefined ? {} : { window }),
  };
}

const expectedLines = (expected: readonly ExpectedWords[]): string[] =>
  expected.flatMap(({ under, text }, index) =>
    under !== undefined && under !== expected[index - 1]?.under ? [`${under}:`, text] : [text],
  );

/** The step that an item with code becomes. What is expected beside it and was not understood comes along as `left`. */
function stepDraft(item: SourceItem, title: string, use: CodeUse): { readonly draft: Draft; readonly left: readonly string[] } {
  const window = windowOf(item.place);
  const byHand = (why: string, look: Draft['look']): { draft: Draft; left: [] } => ({
    draft: {
      item,
      out: approval(item, title, [...item.words, ...item.code.map(({ text }) => text), ...expectedLines(item.expected)]),
      why,
      ...(look === undefined ? {} : { look }),
    },
    left: [],
  });
  if (use.kind === 'person') return byHand(use.why, use.because);
  const fitted = fitTitle(title, item.line);
  const details = detailsOf([fitted.whole, ...item.words]);
  if (use.kind !== 'check') {
    if (window !== undefined) return byHand('a follow-up changes nothing', 'changes');
    const out: StepOut = { to: 'step', step: actionStep(use, fitted.title, details) };
    if (use.kind === 'backup') return { draft: { item, out }, left: [] };
    const { line } = use.reverse;
    return { draft: { item, out, why: `taken back as the rollback says in line ${line}`, takenBackBy: line }, left: [] };
  }
  const words = nearWords(item);
  const watch = watchIn(words);
  const step = checkStep(use, fitted.title, details, item.sense === 'smoke' || says(words, 'smoke'), watch);
  return { draft: { item, out: { to: 'step', step, ...(window === undefined || watch !== undefined ? {} : { window }) } }, left: use.left };
}

/** What stands beside the code as expected and could not be checked is asked of a person, each line on its own. */
const leftDrafts = (item: SourceItem, left: ReadonlySet<string>): Draft[] =>
  item.expected
    .filter(({ text }) => left.has(text))
    .map(({ line, text }: ExpectedWords) => {
      const own: SourceItem = { ...item, kind: 'bullet', line, title: text, written: text, words: [], code: [], expected: [], done: false };
      const [first = '', ...more] = text.split('\n');
      return { item: own, out: approval(own, first, more), why: 'it is not certain how to tell', look: 'expectation' };
    });

const SHELL = /^(?:ba?sh|sh|shell|zsh|console|shell-?session|terminal)$/;

/** An item with code under it: one step, whatever the code holds. */
export function fromItemWithCode(item: SourceItem, code: readonly Code[], document: DocumentSense): Draft[] {
  const [first] = code;
  const title = item.title;
  if (first === undefined) return [];
  const all = code.length === 1 || code.every(({ language }) => SHELL.test(language));
  const use: CodeUse = all
    ? judgeCode({ language: first.language, text: code.map(({ text }) => text).join('\n') }, surroundingsOf(item, document))
    : { kind: 'person', because: 'reading', why: 'it holds several pieces of code of different kinds' };
  const { draft, left } = stepDraft(item, title, use);
  return [draft, ...leftDrafts(item, new Set(left))];
}

/** Code that stands on its own: one step, or one for each part that a comment names. */
export function fromCode(item: SourceItem, document: DocumentSense, documentTitle: string | undefined): Draft[] {
  const [code] = item.code;
  if (code === undefined) return [];
  const isSql = /sql$|^postgres/.test(code.language);
  const whole = isSql ? undefined : judgeCode(code, surroundingsOf(item, document));
  const shell = SHELL.test(code.language) || code.language === '' ? shellParts(code) : undefined;
  // A part that is only words ("done by your deployment system") must not pass because another part does.
  const apart = whole?.kind === 'person' || shell?.some((part) => readShell(part.code.text).commands.length === 0) === true;
  const parts = isSql ? sqlParts(code) : apart ? shell : undefined;
  if (parts === undefined || parts.length < 2) {
    const only = parts?.[0];
    const use = whole ?? judgeCode(code, surroundingsOf(item, document, only?.name), only?.comments);
    const { draft, left } = stepDraft(
      { ...item, title: codeTitle(item, only?.name, documentTitle) },
      codeTitle(item, only?.name, documentTitle),
      use,
    );
    return [draft, ...leftDrafts(item, new Set(left))];
  }
  let stillLeft: ReadonlySet<string> | undefined;
  const drafts = parts.map(({ code: part, name, comments }, index) => {
    const title = codeTitle(item, name, documentTitle);
    // Words before the code belong to its first part, what is expected of it to its last, or to every statement.
    const own: SourceItem = {
      ...item,
      line: part.line,
      title,
      code: [part],
      words: index === 0 ? item.words : [],
      expected: isSql || index === parts.length - 1 ? item.expected : [],
    };
    const { draft, left } = stepDraft(own, title, judgeCode(part, surroundingsOf(own, document, name), comments));
    if (draft.out.to === 'step' && draft.out.step.verb !== 'approve')
      stillLeft = stillLeft === undefined ? new Set(left) : new Set(left.filter((each) => stillLeft?.has(each) === true));
    return draft;
  });
  return [...drafts, ...leftDrafts(item, stillLeft ?? new Set())];
}
