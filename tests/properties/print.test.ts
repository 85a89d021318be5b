import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lintChecklist } from '../../lib/checklist/lint.ts';
import { printChecklist } from '../../lib/checklist/print.ts';
import { hasErrors } from '../../lib/checklist/problem.ts';
import { readChecklist } from '../../lib/checklist/read.ts';
import type { Checklist } from '../../lib/checklist/schema/checklist.ts';
import type { Probe } from '../../lib/probes/schema.ts';
import { checklists } from './checklists.ts';

describe('a checklist that is printed', () => {
  test('reads as the same checklist', () => {
    fc.assert(
      fc.property(checklists(), (checklist) => {
        const { checklist: read, problems } = readChecklist(printChecklist(checklist), 'printed.yaml');
        expect(problems).toEqual([]);
        expect(read).toStrictEqual(checklist);
      }),
      { numRuns: 2_000 },
    );
  });

  test('prints the same text again once it was read', () => {
    fc.assert(
      fc.property(checklists(), (checklist) => {
        const text = printChecklist(checklist, { schema: '../schema/checklist.schema.json' });
        const { checklist: read } = readChecklist(text, 'printed.yaml');
        expect(read && printChecklist(read, { schema: '../schema/checklist.schema.json' })).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  test('keeps a key that would take in another map', () => {
    const probe: Probe = { kind: 'lambda', function: 'f', payload: { '<<': { a: 1 }, b: ['<<'] } };
    const checklist: Checklist = {
      checklist: 'shop',
      environments: { local: {} },
      phases: [{ phase: 'Look', steps: [{ verb: 'validate', title: 'Look at it', probe }] }],
    };
    expect(readChecklist(printChecklist(checklist), 'printed.yaml').checklist).toEqual(checklist);
  });

  test('shows a command of several lines as it was written', () => {
    const run = 'set -x\nnpm run build\nnpm run migrate up\n';
    const text = printChecklist({
      checklist: 'shop',
      environments: { local: {} },
      phases: [{ phase: 'Build', steps: [{ verb: 'backup', title: 'Build it', probe: { kind: 'command', run } }] }],
    });
    expect(text).toContain('command: |\n          set -x\n          npm run build\n          npm run migrate up\n');
  });
});

describe('a generated checklist', () => {
  test('lints without errors', () => {
    fc.assert(
      fc.property(checklists(), (checklist) => {
        const { problems } = lintChecklist(printChecklist(checklist), 'generated.yaml');
        expect(hasErrors(problems) ? problems.filter(({ severity }) => severity === 'error') : []).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
