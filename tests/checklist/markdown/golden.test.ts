import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lintChecklist } from '../../../lib/checklist/lint.ts';
import { importMarkdown } from '../../../lib/checklist/markdown/import.ts';
import { renderImportReport } from '../../../lib/checklist/markdown/render-report.ts';
import { decodeText } from '../../../lib/checklist/markdown/text/decode.ts';
import { expectGolden } from '../../golden-file.ts';
import { imported } from './imported.ts';

const GOLDEN = join(import.meta.dirname, '../../golden/import');
/** Five real documents, kept beside the project where there is room for them. */
const SEEDS = join(import.meta.dirname, '../../../../shared/seeds');

const documentsIn = (folder: string, ending: string): [name: string, file: string][] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(ending))
        .sort()
        .map((name) => [name, join(folder, name)])
    : [];

describe.each(documentsIn(GOLDEN, '.md'))('%s', (name, file) => {
  test('gives the checklist and the report that are checked in', () => {
    const { yaml, report } = imported(readFileSync(file), name);
    expectGolden(`import/${name.replace(/\.md$/, '.yaml')}`, yaml);
    expectGolden(`import/${name.replace(/\.md$/, '.txt')}`, renderImportReport(report));
  });
});

/** The words of each task-list line, found without any Markdown parser: letters and digits alone, by line. */
function taskLines(text: string): Map<number, string> {
  const found = new Map<number, string>();
  let fence = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(```|~~~)/.test(line)) fence = !fence;
    const [, words] = /^[\s>]*[-*+] \[[ xX]\] (.*)$/.exec(line) ?? [];
    // What is to be filled in by hand is no word.
    if (!fence && words !== undefined) found.set(index + 1, letters(words.replace(/_{3,}.*$/, '')));
  }
  return found;
}

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

describe.each([...documentsIn(SEEDS, '.txt'), ...documentsIn(GOLDEN, '.md')])('%s', (name, file) => {
  const source = readFileSync(file);

  test('has each of its task-list items in exactly one place, with its words', () => {
    const { checklist, report } = imported(source, name);
    const tasks = taskLines(decodeText(source).text);
    for (const [line, words] of tasks) {
      const items = report.mapping.filter((item) => item.line === line && item.kind === 'task');
      expect([line, items.length]).toEqual([line, 1]);
      const to = items[0]?.to;
      const step = to?.kind === 'step' ? checklist.phases[to.path[0]]?.steps[to.path[1]] : undefined;
      const told = to?.kind === 'note' ? checklist.notes?.[to.index] : `${step?.title}\n${step?.details ?? ''}`;
      expect(letters(told ?? '')).toContain(words);
    }
    const places = report.mapping.map(({ to }) => JSON.stringify(to));
    expect(new Set(places).size).toBe(places.length);
  });

  test('gives a checklist of which lint has nothing to say', () => {
    expect(lintChecklist(imported(source, name).yaml, 'imported.yaml').problems).toEqual([]);
  });

  test('gives the same bytes again', () => {
    expect(importMarkdown(source, { file: name })).toEqual(importMarkdown(source, { file: name }));
  });
});

if (documentsIn(SEEDS, '.txt').length > 0) {
  test('of the five documents, so many items are found and so many are automated', () => {
    const counts = documentsIn(SEEDS, '.txt').map(([name, file]) => {
      const { report } = importMarkdown(readFileSync(file), { file: name });
      const tasks = report.mapping.filter(({ kind }) => kind === 'task').length;
      return [name.slice(0, 3), tasks, report.items, report.automated, report.byHand, report.notes];
    });
    expect(counts).toEqual([
      ['000', 66, 100, 13, 73, 14],
      ['001', 74, 112, 6, 89, 17],
      ['002', 104, 149, 17, 99, 33],
      ['003', 58, 157, 0, 99, 58],
      ['004', 0, 46, 2, 39, 5],
    ]);
  });
}
