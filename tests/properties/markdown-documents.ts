import fc from 'fast-check';

/** A generated document, and the words of its tasks, each of them once. */
export interface GeneratedDocument {
  readonly text: string;
  readonly tasks: readonly string[];
}

interface Piece {
  readonly text: string;
  readonly tasks: readonly string[];
}

const VERBS = ['Check', 'Dump', 'Prüfe', 'Vérifier', '確認する', '备份', 'Ensure', 'Roll back', 'Notify', 'Monitor'];
const THINGS = [
  'the **database**',
  '`npm test`',
  'the [health page](https://shop.test/health)',
  'logs <br> and alerts',
  '🚀 it',
  'a: b',
  '# no comment',
  '"quotes"',
];

/** Words that say which task it is, so that it can be found again. */
const words = fc
  .tuple(fc.constantFrom(...VERBS), fc.constantFrom(...THINGS), fc.nat({ max: 99_999_999 }))
  .map(([verb, thing, id]) => `${verb} ${thing} x${id}x`);
const idOf = (text: string): string => /x\d+x/.exec(text)?.[0] ?? '';

const inert = (text: string): Piece => ({ text, tasks: [] });

const heading = fc
  .tuple(
    fc.integer({ min: 1, max: 6 }),
    fc.constantFrom(
      'Pre-deployment',
      'Backup',
      'Migration',
      'Deploy',
      'Rollback',
      'Verification',
      'Smoke tests',
      'First 24 hours',
      'Within 1 week',
      'Post-deployment',
      'Sign-off',
      'Contacts',
      'Troubleshooting',
      'Overview',
      'Go/No-Go',
      'Datensicherung',
      'Überwachung',
      'ロールバック',
      '检查',
      'Step 1: Things',
      '',
      'Weekly',
      'Rollback triggers',
      'Communication',
    ),
  )
  .map(([depth, text]) => inert(`${'#'.repeat(depth)} ${text}`));

const code = fc
  .tuple(
    fc.constantFrom('bash', 'sh', 'python', 'sql', 'json', 'console', '', 'yaml'),
    fc.array(
      fc.constantFrom(
        'npm test',
        'pg_dump $DATABASE_URL > backup.sql',
        'flask db upgrade',
        'flask db downgrade',
        'curl -f https://shop.test/health',
        'rm -rf /tmp/x',
        '# Expected: OK',
        '# Verify it',
        'SELECT 1;',
        '-- count',
        'SELECT count(*) FROM orders; -- Expected: 1 rows',
        'import os',
        'assert 1 == 1',
        'echo "❌ FAILED" || true',
        'if [ -f a ]; then',
        'fi',
        "echo 'open",
        '$ npm test',
        '{"a": 1}',
        'Subject: Hello',
        'To: a@shop.test',
        'curl "$BASE_URL/health"',
        'kubectl get pods',
        '',
        'echo $SECRET_TOKEN',
        '# or',
        'pytest tests/',
        '# Expected: 10+ tests passing',
        'cat <<EOF',
      ),
      { maxLength: 5 },
    ),
  )
  .map(([language, lines]) => inert(`\`\`\`${language}\n${lines.join('\n')}\n\`\`\``));

const prose = fc
  .oneof(
    fc.constantFrom(
      'Some words.',
      '**Label:**',
      '**Go/No-Go Decision**',
      'Expected:',
      'Run this:',
      '---',
      '> quoted',
      '<details><summary>More</summary>',
      '</details>',
      '<!-- hidden -->',
      '| A | B |\n|---|---|\n| 1 | `npm test` |',
      '***',
      'Expected: 200',
      '- GO: fine',
      '- NO-GO: roll back',
      '1. First',
      '   continued',
      '    indented code',
      '+++',
      'Mail ops@shop.test',
      '\t- tabbed',
    ),
    fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !/\[.?\]|[☐☑☒□⬜◻❏🗹]/u.test(text)),
  )
  .map(inert);

const task = fc
  .tuple(fc.constantFrom('-', '*', '+', '1.', '7)'), fc.constantFrom(' ', 'x', 'X'), words)
  .map(([bullet, mark, text]): Piece => ({ text: `${bullet} [${mark}] ${text}`, tasks: [idOf(text)] }));
const nested = fc.tuple(task, fc.array(task, { maxLength: 3 }), fc.boolean()).map(
  ([outer, inner, plainOuter]): Piece => ({
    text: [plainOuter ? '- a group' : outer.text.replace(/^\S+/, '-'), ...inner.map(({ text }) => `    ${text.replace(/^\S+/, '-')}`)].join(
      '\n',
    ),
    tasks: [...(plainOuter ? [] : outer.tasks), ...inner.flatMap(({ tasks }) => tasks)],
  }),
);
const withCode = fc.tuple(task, code).map(
  ([{ text, tasks }, fence]): Piece => ({
    text: `${text.replace(/^\S+/, '-')}\n${fence.text
      .split('\n')
      .map((line) => `  ${line}`)
      .join('\n')}`,
    tasks,
  }),
);

/** Markdown as people write it, and worse. Blocks are set apart by a blank line, so that each is what it looks like. */
export const markdownDocument: fc.Arbitrary<GeneratedDocument> = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: heading },
        { weight: 4, arbitrary: task },
        nested,
        withCode,
        { weight: 2, arbitrary: code },
        { weight: 2, arbitrary: prose },
      ),
      { maxLength: 25 },
    ),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([pieces, lineEnd]) => {
    // A comment at the margin keeps a task from becoming part of what stands before it.
    const text = pieces.map((piece) => piece.text).join('\n\n<!-- -->\n\n');
    const tasks = pieces.flatMap((piece) => piece.tasks);
    return { text: text.replaceAll('\n', lineEnd), tasks };
  });
