import { describe, expect, test } from '@jest/globals';
import { importMarkdown } from '../../../lib/checklist/markdown/import.ts';
import { renderImportReport } from '../../../lib/checklist/markdown/render-report.ts';
import { LOOK_KINDS } from '../../../lib/checklist/markdown/report.ts';
import { imported } from './imported.ts';

const DOCUMENT = [
  '# Shop',
  '',
  'Some words.',
  '## Deploy',
  '- [ ] Copy it',
  '  ```bash',
  '  rsync -a . host:/srv',
  '  ```',
  '- [x] Page answers',
  '  ```bash',
  '  curl -f $BASE_URL/health',
  '  ```',
  '## Rollback',
  '- Copy it back',
  '## Contacts',
  '- ops@shop.test',
  '',
].join('\n');

describe('the report', () => {
  test('counts what went in and where it went', () => {
    const { report } = imported(DOCUMENT);
    expect(report).toMatchObject({ file: 'DEPLOYMENT.md', items: 4, automated: 1, byHand: 1, notes: 1, notifications: 1, phases: 1 });
    expect(report.mapping).toEqual([
      {
        line: 5,
        kind: 'task',
        text: 'Copy it',
        done: false,
        to: { kind: 'step', verb: 'approve', title: 'Copy it', phase: 'Deploy', path: [0, 0] },
        why: expect.stringContaining('rsync'),
      },
      {
        line: 9,
        kind: 'task',
        text: 'Page answers',
        done: true,
        to: { kind: 'step', verb: 'smoke-test', title: 'Page answers', phase: 'Deploy', path: [0, 1] },
      },
      { line: 14, kind: 'bullet', text: 'Copy it back', done: false, to: { kind: 'note', index: 0 }, why: expect.any(String) },
      { line: 16, kind: 'bullet', text: 'ops@shop.test', done: false, to: { kind: 'notification', index: 0 } },
    ]);
  });

  test('lists what needs a look, the rollback and what changes things first', () => {
    const { report } = imported(DOCUMENT);
    expect(report.look.map(({ kind, lines }) => [kind, lines])).toEqual([
      ['rollback', [14]],
      ['changes', [5]],
      ['secrets', []],
      ['prose', [3]],
    ]);
    const order = report.look.map(({ kind }) => LOOK_KINDS.indexOf(kind));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  test('reads as text', () => {
    const text = renderImportReport(imported(DOCUMENT).report);
    expect(text.split('\n').slice(0, 5)).toEqual([
      'DEPLOYMENT.md: 4 items in 1 phase',
      '  1 automated, 1 by hand, 1 notification, 1 note',
      '',
      'Needs a look:',
      '  1. 1 piece of the rollback could not be matched to what it takes back: place it as `undo` of an action (now in `notes`) [line 14]',
    ]);
  });

  test('of many lines shows the first', () => {
    const text = renderImportReport(imported(`## Steps\n- [ ] Go\n## Rollback\n${'- Back\n'.repeat(30)}`).report);
    expect(text).toContain('[lines 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 and 18 more]');
  });

  test('of a document that holds nothing says so', () => {
    const result = importMarkdown('Only words.\n', { file: 'x.md' });
    expect(result.kind).toBe('nothing');
    expect(renderImportReport(result.report)).toBe(
      'x.md: 0 items in 0 phases\n  0 automated, 0 by hand, 0 notifications, 0 notes\n\nNeeds a look:\n  1. 1 paragraph of prose left out [line 1]\n',
    );
  });

  test('a file name cannot write to the terminal or out of its comment', () => {
    const { yaml, report } = imported('- [ ] Go\n', 'a\nb: c\u001b[2J.md');
    expect(yaml.split('\n')[0]).toMatch(/^# Imported from a b: c/);
    expect(yaml).not.toContain('\u001b');
    expect(renderImportReport(report)).not.toContain('\u001b');
  });
});
