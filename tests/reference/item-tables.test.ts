import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lintChecklist } from '../../lib/checklist/lint.ts';
import type { Checklist } from '../../lib/checklist/schema/checklist.ts';
import { itemsOf, plainWords } from './document-items.ts';
import { fateOf, type Row, readItemTables } from './item-tables.ts';
import { checklistFile } from './run-reference.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const DOCUMENT = readFileSync(join(ROOT, 'docs', 'reference-checklists.md'), 'utf8');
const tables = readItemTables(DOCUMENT);

/** The documents that the checklists were made from; they are not part of this project. */
const SEEDS = resolve(ROOT, '..', 'shared', 'seeds');
const SEED_OF: Readonly<Record<string, string>> = {
  'parameter-optimization': '000_a0bbc79dc046e266.txt',
  'codetune-studio': '001_75b469eaa70720bd.txt',
  giflab: '002_4eeefeb13b071fe0.txt',
  'ard-backend': '003_8c69bf48f49a4c91.txt',
  'data-preparation': '004_c25446d450325a7c.txt',
};

function read(name: string): Checklist {
  const { checklist } = lintChecklist(readFileSync(checklistFile(name), 'utf8'), name);
  if (checklist === undefined) throw new Error(`${name} cannot be read`);
  return checklist;
}

const stepsOf = (checklist: Checklist) => checklist.phases.flatMap(({ steps }) => steps);

/** Everything that a row can lead to, as the table writes it; notes by their whole text. */
function destinations(checklist: Checklist): Set<string> {
  const steps = stepsOf(checklist);
  return new Set([
    ...steps.map(({ verb, title }) => `${verb}: ${title}`),
    ...steps.flatMap((step) => ('undo' in step && step.undo?.kind === 'undo' ? [`undo: ${step.title}`] : [])),
    ...Object.keys(checklist.rollback?.plans ?? {}).map((plan) => `rollback: ${plan}`),
    ...(checklist.notify ?? []).flatMap(({ on, level }) => [...on.map((event) => `notify: ${event}`), `notify: level ${level}`]),
  ]);
}

const leadsSomewhere = (checklist: Checklist, known: ReadonlySet<string>, { kind, name }: Row['where'][number]): boolean =>
  kind === 'note' ? (checklist.notes ?? []).some((note) => note.startsWith(name)) : known.has(`${kind}: ${name}`);

describe.each([...tables])('the items of %s', (name, rows) => {
  const checklist = read(name);

  test('lead to steps, notifications and notes that are there', () => {
    const known = destinations(checklist);
    const lost = rows.flatMap((row) =>
      row.where.filter((entry) => !leadsSomewhere(checklist, known, entry)).map((entry) => ({ row, entry })),
    );
    expect(lost).toEqual([]);
  });

  test('account for every step and every note of the checklist', () => {
    const named = rows.flatMap(({ where }) => where);
    const steps = new Set(named.map(({ kind, name: title }) => `${kind}: ${title}`));
    expect(stepsOf(checklist).filter(({ verb, title }) => !steps.has(`${verb}: ${title}`))).toEqual([]);
    const notes = named.filter(({ kind }) => kind === 'note').map((entry) => entry.name);
    expect((checklist.notes ?? []).filter((note) => !notes.some((beginning) => note.startsWith(beginning)))).toEqual([]);
  });

  test('are counted in the overview', () => {
    const fates = rows.filter(({ line }) => line !== undefined).map(fateOf);
    const count = (fate: string): number => fates.filter((each) => each === fate).length;
    const counted = [fates.length, ...['automated', 'by hand', 'told', 'noted'].map(count)];
    expect(DOCUMENT).toContain(`| ${name} | ${counted.join(' | ')} |\n`);
  });

  const seed = join(SEEDS, SEED_OF[name] ?? '');
  (existsSync(seed) ? test : test.skip)('are all that the document has, each task once', () => {
    const items = itemsOf(readFileSync(seed, 'utf8'));
    const lines = rows.flatMap(({ line }) => line ?? []);
    expect(items.filter(({ line }) => !lines.includes(line))).toEqual([]);
    const known = new Map(items.map((item) => [item.line, item]));
    expect(lines.filter((line) => !known.has(line))).toEqual([]);
    for (const { line, words, isTask } of items) {
      const own = rows.filter((row) => row.line === line);
      if (isTask) expect({ line, rows: own.length }).toEqual({ line, rows: 1 });
      if (words !== undefined) expect(own.map(({ item }) => plainWords(item))).toContain(words);
    }
  });
});
