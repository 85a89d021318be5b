import { describe, expect, test } from '@jest/globals';
import { importMarkdown } from '../../../lib/checklist/markdown/import.ts';
import { imported, phasesOf, stepsOf, told } from './imported.ts';

describe('headings and lists', () => {
  test('headings become phases, tasks become steps, ticked or not', () => {
    const { checklist, yaml, report } = imported(
      '# Shop\n\n## 1. Before\n- [ ] Tell the team\n- [x] Freeze main\n\n## 2. After\n* [X] Thank them\n',
    );
    expect(checklist.phases.map(({ phase, steps }) => [phase, steps.map(({ title }) => title)])).toEqual([
      ['Before', ['Tell the team', 'Freeze main']],
      ['After', ['Thank them']],
    ]);
    expect(yaml).toContain('# line 4\n      - approve: Tell the team');
    expect(yaml).toContain('# line 5, ticked\n      - approve: Freeze main');
    expect(report.mapping.map(({ line, done }) => [line, done])).toEqual([
      [4, false],
      [5, true],
      [8, true],
    ]);
  });

  test('two levels of headings make phases; deeper ones stand in comments', () => {
    const { checklist, yaml } = imported(
      '# Shop\n## Staging\n### Data\n#### Tables\n- [ ] Rows are there\n### Pages\n- [ ] Pages are there\n',
    );
    expect(checklist.phases.map(({ phase }) => phase)).toEqual(['Data', 'Pages']);
    expect(yaml).toContain('# Tables (line 4)');
  });

  test('phases of one name are told apart by the section above', () => {
    expect(phasesOf('## Staging\n### Smoke\n- [ ] a\n## Production\n### Smoke\n- [ ] b\n').map(({ phase }) => phase)).toEqual([
      'Staging: Smoke',
      'Production: Smoke',
    ]);
  });

  test('steps of one title are numbered', () => {
    expect(told('- [ ] Check\n- [ ] Check\n- [ ] Check\n')).toEqual(['approve: Check', 'approve: Check (2)', 'approve: Check (3)']);
  });

  test('a nested task is an item of its own, under a group it carries the group’s name', () => {
    expect(told('- [ ] Outer\n  - [ ] Inner\n    - [x] Innermost\n- Database\n  - [ ] Dump\n')).toEqual([
      'approve: Outer',
      'approve: Inner',
      'approve: Innermost',
      'approve: Database: Dump',
    ]);
  });

  test('plain bullets under a task are its details', () => {
    expect(stepsOf('- [ ] Tell everyone\n  - by mail\n  - by chat\n')).toEqual([
      { verb: 'approve', title: 'Tell everyone', details: '- by mail\n- by chat' },
    ]);
  });

  test('without any task list, plain and numbered lists are the checklist', () => {
    expect(told('# Deploy\n\n1. Stop the workers\n2. Copy the files\n\n## Later\n\n- Start the workers\n')).toEqual([
      'approve: Stop the workers',
      'approve: Copy the files',
      'approve: Start the workers',
    ]);
  });

  test('beside task lists, plain lists that explain become notes', () => {
    const { checklist, report } = imported('## Overview\n- Two services\n\n## Steps\n- [ ] Go\n');
    expect(checklist.notes).toEqual(['For information: Overview: Two services']);
    expect(report).toMatchObject({ items: 2, automated: 0, byHand: 1, notes: 1 });
  });

  test('a table of contents is nothing', () => {
    expect(told('- [Steps](#steps)\n\n## Steps\n- [ ] Go\n')).toEqual(['approve: Go']);
  });

  test('a document without headings is one phase', () => {
    expect(phasesOf('- [ ] Go\n')).toEqual([{ phase: 'Checklist', steps: [{ verb: 'approve', title: 'Go' }] }]);
  });

  test('several documents in one file keep their sections', () => {
    expect(phasesOf('# Shop\n## Steps\n- [ ] a\n\n---\n\n# Mail\n## Steps\n- [ ] b\n').map(({ phase }) => phase)).toEqual([
      'Shop: Steps',
      'Mail: Steps',
    ]);
  });

  test.each(['', '\n\n', 'Only prose.\n', '# Only a heading\n', '---\ntitle: x\n---\n', '<!-- - [ ] hidden -->', '- [Here](#here)\n'])(
    'nothing comes of %j',
    (text) => {
      expect(importMarkdown(text, { file: 'x.md' })).toMatchObject({ kind: 'nothing', report: { items: 0 } });
    },
  );
});

describe('what people really write', () => {
  test('boxes without a list, and other boxes', () => {
    expect(told('[ ] One\n[x] Two\n☐ Three\n☑ Four\n')).toEqual(['approve: One', 'approve: Two', 'approve: Three', 'approve: Four']);
    expect(told('• Five\n• Six\n')).toEqual(['approve: Five', 'approve: Six']);
  });

  test('a list that stands too far to the right', () => {
    expect(told('Before:\n\n    - [ ] One\n    - [x] Two\n')).toEqual(['approve: One', 'approve: Two']);
  });

  test('boxes and lists in HTML', () => {
    const html =
      '<h2>Before</h2>\n<ul>\n<li><input type="checkbox" checked> Freeze</li>\n<li>Tell</li>\n</ul>\n<details><summary>More</summary>\n\n- [ ] Inside\n\n</details>\n';
    expect(phasesOf(html)).toMatchObject([{ phase: 'Before', steps: [{ title: 'Freeze' }, { title: 'Tell' }, { title: 'Inside' }] }]);
  });

  test('front matter names the checklist and its owner, and lines keep their numbers', () => {
    const { checklist, report } = imported('---\ntitle: Shop release\nowner: team-shop\n---\n- [ ] Go\n');
    expect(checklist).toMatchObject({ checklist: 'shop', summary: 'Shop release', owner: 'team-shop' });
    expect(report.mapping[0]?.line).toBe(5);
  });

  test('lines above a rule are no heading, however Markdown reads them', () => {
    expect(phasesOf('# Shop\n\n**Version:** 1.0\n**Risk:** low\n---\n\n## Steps\n- [ ] Go\n').map(({ phase }) => phase)).toEqual(['Steps']);
  });

  test('CRLF, a byte order mark and other encodings', () => {
    const text = '## Prüfung\r\n- [ ] Größe prüfen\r\n';
    const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
    const latin1 = new Uint8Array(Buffer.from(text, 'latin1'));
    for (const source of [text, `\ufeff${text}`, new TextEncoder().encode(text), utf16, latin1])
      expect(told(source)).toEqual(['approve: Größe prüfen']);
  });

  test('control characters and marks that turn text round on the screen are left out', () => {
    expect(told('- [ ] a\u0007b\u202ec\u0000d\n')).toEqual(['approve: abcd']);
  });

  test('a title of more than 200 characters is cut, its words kept', () => {
    const words = Array.from({ length: 80 }, (_, index) => `word${index}`).join(' ');
    const [step] = stepsOf(`- [ ] ${words}\n`);
    expect(step?.title.length).toBeLessThanOrEqual(200);
    expect(step).toMatchObject({ details: words });
  });

  test('emoji at the ends go, emoji inside stay, and so do emoji alone', () => {
    expect(told('## 🚀 Go ✅\n- [ ] ✅ Ship 🚢 it 🎉\n- [ ] 🚀\n')).toEqual(['approve: Ship 🚢 it', 'approve: 🚀']);
  });

  test('lists nested beyond all sense lose nothing', () => {
    expect(told(`${'- '.repeat(200)}[ ] Deep\n- [ ] Next\n`)).toEqual(['approve: Deep', 'approve: Next']);
  });

  test('tasks in quotes count', () => {
    expect(told('> - [ ] Quoted\n')).toEqual(['approve: Quoted']);
  });
});
