import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lintChecklist } from '../../lib/checklist/lint.ts';
import { importMarkdown } from '../../lib/checklist/markdown/import.ts';
import { renderImportReport } from '../../lib/checklist/markdown/render-report.ts';
import { markdownDocument } from './markdown-documents.ts';

const RUNS = 1_000;

describe('gonogo import, of any document', () => {
  test('takes each task to exactly one place', () => {
    fc.assert(
      fc.property(markdownDocument, ({ text, tasks }) => {
        const { report } = importMarkdown(text, { file: 'x.md' });
        const taken = report.mapping.filter(({ kind }) => kind === 'task').map((item) => /x\d+x/.exec(item.text)?.[0]);
        expect(taken.toSorted()).toEqual(tasks.toSorted());
        const places = report.mapping.map(({ to }) => JSON.stringify(to));
        expect(new Set(places).size).toBe(report.items);
        expect(report.automated + report.byHand + report.notes + report.notifications).toBe(report.items);
      }),
      { numRuns: RUNS },
    );
  });

  test('writes a checklist that lints without an error, reads back the same, and holds what the report says where it says', () => {
    fc.assert(
      fc.property(markdownDocument, ({ text }) => {
        const result = importMarkdown(text, { file: 'x.md' });
        if (result.kind === 'nothing') return;
        const { checklist, problems } = lintChecklist(result.yaml, 'x.yaml');
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(checklist).toEqual(result.checklist);
        for (const { to } of result.report.mapping) {
          if (to.kind === 'note') expect(checklist?.notes?.[to.index]).toBeDefined();
          if (to.kind === 'notification') expect(checklist?.notify?.[to.index]).toBeDefined();
          if (to.kind === 'step')
            expect(checklist?.phases[to.path[0]]?.steps[to.path[1]]).toMatchObject({ verb: to.verb, title: to.title });
        }
        const steps = checklist?.phases.reduce((sum, phase) => sum + phase.steps.length, 0) ?? 0;
        expect(steps + (checklist?.notes?.length ?? 0) + (checklist?.notify?.length ?? 0)).toBe(result.report.items);
      }),
      { numRuns: RUNS },
    );
  });

  test('gives the same bytes each time', () => {
    fc.assert(
      fc.property(markdownDocument, ({ text }) => {
        expect(importMarkdown(text, { file: 'x.md' })).toEqual(importMarkdown(new TextEncoder().encode(text), { file: 'x.md' }));
      }),
      { numRuns: RUNS / 4 },
    );
  });

  test('never throws, whatever the bytes', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({
        unit: fc.constantFrom(
          '-',
          '*',
          '`',
          '[',
          ']',
          ' ',
          '\n',
          '#',
          '>',
          '|',
          '<',
          '\t',
          '1',
          '.',
          'x',
          '"',
          "'",
          '$',
          '(',
          '\\',
          ':',
          'é',
          '\u0000',
          '\ud800',
        ),
        maxLength: 200,
      }),
      fc
        .array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 8 })
        .map((lines) => lines.map((line) => `- [ ] ${line}`).join('\n')),
      fc
        .array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 8 })
        .map((lines) => `# A\n- [ ] t\n\`\`\`bash\n${lines.join('\n')}\n\`\`\`\n`),
    );
    fc.assert(
      fc.property(anything, (source) => {
        const result = importMarkdown(source, { file: 'x.md' });
        renderImportReport(result.report);
        if (result.kind === 'nothing') return;
        const { checklist, problems } = lintChecklist(result.yaml, 'x.yaml');
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(checklist).toEqual(result.checklist);
      }),
      { numRuns: RUNS },
    );
  });
});
