import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { imported } from './imported.ts';

test('the example in docs/import.md is what import makes', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/import.md'), 'utf8');
  const document = /^````markdown\n([\s\S]*?)^````$/m.exec(page)?.[1] ?? '';
  const shown = /^```yaml\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? '';
  expect(shown).toContain('phases:');
  expect(imported(document).yaml).toContain(shown);
});
