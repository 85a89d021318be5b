import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { imported } from './imported.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/import.md'), 'utf8');

test('the example in docs/import.md is what import makes', () => {
  const document = /^````markdown\n([\s\S]*?)^````$/m.exec(PAGE)?.[1] ?? '';
  const shown = /^```yaml\n([\s\S]*?)^```$/m.exec(PAGE)?.[1] ?? '';
  expect(shown).toContain('phases:');
  expect(imported(document).yaml).toContain(shown);
});

/** Five real documents, kept beside the project where there is room for them. */
const SEEDS = join(import.meta.dirname, '../../../../shared/seeds');
const DOCUMENTS = [
  ['parameter-optimization', '000_a0bbc79dc046e266.txt'],
  ['codetune-studio', '001_75b469eaa70720bd.txt'],
  ['giflab', '002_4eeefeb13b071fe0.txt'],
  ['ard-backend', '003_8c69bf48f49a4c91.txt'],
  ['data-preparation', '004_c25446d450325a7c.txt'],
] as const;

(existsSync(SEEDS) ? test : test.skip).each(DOCUMENTS)('what docs/import.md says of %s is what import finds in it', (name, file) => {
  const row = new RegExp(`^\\| ${name} \\|((?: \\d+ \\|){4})`, 'm').exec(PAGE)?.[1] ?? '';
  const { items, automated, byHand, notes } = imported(readFileSync(join(SEEDS, file)), file).report;
  expect(row.match(/\d+/g)?.map(Number)).toEqual([items, automated, byHand, notes]);
});
