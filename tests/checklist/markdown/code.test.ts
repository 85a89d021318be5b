import { describe, expect, test } from '@jest/globals';
import { imported, onlyStep, stepsOf, told, under } from './imported.ts';

const isApproval = (code: string, language?: string): void => {
  const step = onlyStep(under('It is well', code, language));
  expect(step).toMatchObject({ verb: 'approve', title: 'It is well' });
  // The original words are all there.
  expect(step.details).toBe(code);
};

describe('shell under a task', () => {
  test.each([
    'npm test',
    'poetry run pytest tests/ -x',
    'test -f config.json',
    'systemctl is-active shop',
    './scripts/smoke_test.sh --fast',
    'python -m shop --help',
    'npm run lint\nnpm run test:unit',
  ])('asserts, so it is a check: %j', (run) => {
    expect(onlyStep(under('It is well', run))).toEqual({ verb: 'validate', title: 'It is well', probe: { kind: 'command', run } });
  });

  test.each([
    'rm -rf build',
    'npm run deploy',
    'kubectl apply -f app.yaml',
    'git pull origin main',
    'npm ci',
    'npm audit fix',
    './scripts/latest.sh',
    './scripts/checkout.sh',
    'make check-and-deploy',
    'touch status',
    'docker run app health',
    'npm test > report.txt',
    'psql $DATABASE_URL -c "DELETE FROM orders"',
    'curl -X POST https://shop.acme.test/api/orders',
    'cat <<EOF > x\ny\nEOF',
    'run() { rm x; }\nrun',
    'eval "$COMMAND"',
    'npm test &',
    "npm test 'unclosed",
    'echo $(rm -rf x) && npm test',
    'find . -name x -delete',
    './deploy.sh --help',
    'psql shop -f x.sql -c "SELECT 1"',
  ])('may change something, so a person does it: %j', (code) => isApproval(code));

  test.each(['tail -f app.log', 'journalctl -u shop -f', 'while true; do npm test; done'])('does not end by itself: %j', (code) =>
    isApproval(code),
  );

  test.each([
    'kubectl get pods',
    'df -h',
    'python --version',
    'psql $DATABASE_URL -c "SELECT * FROM orders"',
    'grep -i error app.log | tail -50',
    'git log -1',
  ])('passes whatever it shows, so a person reads it: %j', (code) => isApproval(code));

  test.each(['npm test || true', 'npm test || echo oh', 'npm test && echo ok\nnpm run lint', 'npm test | head'])(
    'hides a failure: %j',
    (code) => isApproval(code),
  );

  test('a failure that only an echo tells is looked for', () => {
    expect(onlyStep(under('It is well', 'npm test && echo "✅ OK" || echo "❌ FAILED"'))).toMatchObject({
      verb: 'validate',
      expect: { output: { kind: 'not', comparison: { kind: 'contains', text: '❌' } } },
    });
  });

  test.each([
    'gh run view <run-id>',
    'pytest /path/to/tests',
    'curl -f https://example.com/health',
    'test -f backup_YYYYMMDD.sql',
    'npm test -- {{suite}}',
    'curl -f https://your-app.net/',
  ])('a placeholder is left to a person: %j', (code) => isApproval(code));

  test('alternatives are left to a person', () => {
    isApproval('systemctl is-active shop\n# OR\nsupervisorctl status shop');
    isApproval('npm test  # or whatever you use');
  });

  test('a condition decides, it does not assert', () => {
    isApproval('if [ -f a ]; then\n  echo yes\nfi');
    expect(onlyStep(under('It is well', 'if [ ! -f a ]; then\n  exit 1\nfi')).verb).toBe('validate');
  });

  test('a transcript gives its commands', () => {
    expect(onlyStep(under('It is well', '$ npm test\n12 passed', 'console'))).toMatchObject({ probe: { run: 'npm test' } });
  });

  test('names that the commands need become secrets of the environment, those they set do not', () => {
    const { checklist, report } = imported(
      under('It is well', 'PORT=80\ncurl -f "$BASE_URL:$PORT/x" && test -n "$API_KEY" && test -d "$HOME"'),
    );
    expect(checklist.environments.local?.secrets).toEqual({
      API_KEY: { source: 'env', name: 'API_KEY' },
      BASE_URL: { source: 'env', name: 'BASE_URL' },
    });
    expect(report.look.find(({ kind }) => kind === 'secrets')?.message).toContain('API_KEY, BASE_URL');
  });
});

describe('backups', () => {
  const among = (code: string): string[] => told(`## Backup and recovery\n- [ ] Save it\n  \`\`\`bash\n  ${code}\n  \`\`\`\n`);

  test.each([
    'pg_dump shop > shop.sql',
    'pg_dump shop | gzip > shop.sql.gz',
    'cp -r app app_backup_$(date +%F)',
    'tar -czf backup.tar.gz app',
    'mysqldump shop > x.sql',
    'git tag backup-1.4',
  ])('what makes a copy is one: %s', (code) => expect(among(code)).toEqual(['backup: Save it']));

  test.each([
    'cp -r app_backup app',
    'tar -xzf backup.tar.gz',
    'rsync -a --delete app backup',
    'pg_dump shop | psql other',
    'gzip backup.sql',
    'pg_restore -d shop backup.dump',
    'mv app app_backup',
    'cp app copy',
  ])('what takes from a copy, or may, is not: %s', (code) => expect(among(code)).toEqual(['approve: Save it']));

  test('a copy outside of a backup section is not', () => {
    expect(told('## Deploy\n- [ ] Go\n  ```bash\n  pg_dump shop > shop.sql\n  ```\n')).toEqual(['approve: Go']);
  });
});

describe('curl', () => {
  test('one request that only reads is asked as a request', () => {
    expect(onlyStep(under('The shop answers', 'curl -s -H "Accept: application/json" $BASE_URL/health'))).toEqual({
      verb: 'smoke-test',
      title: 'The shop answers',
      probe: { kind: 'http', url: '$BASE_URL/health', headers: { Accept: 'application/json' } },
    });
  });

  test('what is expected of its answer', () => {
    expect(onlyStep(under('It answers', 'curl localhost:8080/orders\n# Expected: 200 OK'))).toMatchObject({
      probe: { url: 'http://localhost:8080/orders' },
      expect: { status: { kind: 'equals', value: 200 } },
    });
    expect(onlyStep(under('It answers', 'curl localhost:8080/orders\n# Expected: {"state": "fine"}'))).toMatchObject({
      expect: { json: { '$.state': { kind: 'equals', value: 'fine' } } },
    });
  });

  test.each([
    'curl -d x=1 http://localhost/',
    'curl -o out.txt http://localhost/',
    'curl http://localhost/ | jq .',
    'curl -k https://localhost/',
  ])('anything more is a person’s: %j', (code) => isApproval(code));
});

describe('words beside code', () => {
  test.each([
    [
      'pytest tests/',
      'Expected: 104+ tests passing, 0 failures',
      { value: '/(\\d+) passed/', expect: { value: { kind: 'compares', operator: '>=', number: 104 } } },
    ],
    [
      'shop --help',
      'Should show: start, stop, status commands',
      { expect: { output: { kind: 'matches', pattern: '^(?=[\\s\\S]*start)(?=[\\s\\S]*stop)(?=[\\s\\S]*status)' } } },
    ],
    ['redis-cli ping', 'Expected: PONG', { expect: { output: { kind: 'contains', text: 'PONG' } } }],
    ['ls | wc -l', 'Expected: 5', { expect: { output: { kind: 'matches', pattern: '(?<![\\d.])5(?![\\d.]*\\d)' } } }],
    ['git status', 'Output: "nothing to commit"', { expect: { output: { kind: 'contains', text: 'nothing to commit' } } }],
  ])('%s with "%s" is understood', (run, words, wanted) => {
    expect(onlyStep(under('It is well', `${run}\n# ${words}`))).toMatchObject({ verb: 'validate', ...wanted });
  });

  test.each(['All tests should pass', 'Should show the overview without errors', 'Expected: no errors', 'Must exit with code 0'])(
    '"%s" is met by its exit code',
    (words) => {
      expect(onlyStep(under('It is well', `npm test\n# ${words}`))).not.toHaveProperty('expect');
    },
  );

  test.each([
    'Expected: ~7 errors (down from 21)',
    'Expected: both false',
    'Should be fast',
    'Expected: 70%, 80%, 95%',
    'Should show memory somewhere',
    'Expected: running',
    'Review the output',
  ])('"%s" is not, so a person looks', (words) => isApproval(`npm test\n# ${words}`));

  test('a printed number just before its limit is a measure', () => {
    const code = `python -c "\nimport time\nprint(f'Average overhead: {t:.2f}ms')\n# Expected: <10ms (well within the target)\n"`;
    expect(onlyStep(under('Overhead is small', code))).toMatchObject({
      verb: 'measure',
      value: '/Average overhead: (-?[\\d.]+)/',
      target: { kind: 'compares', operator: '<', number: 10, unit: 'ms' },
    });
    // In another unit the numbers cannot be compared.
    expect(onlyStep(under('Overhead is small', code.replace('<10ms', '<1s'))).verb).toBe('approve');
  });

  test('an expectation that exit codes hide is not met by them', () => isApproval('npm test || true\n# All tests should pass'));

  test('a list of expectations after code: what is understood is expected, the rest is asked', () => {
    const text = '## Tests\n```bash\nshop report\n```\n'.replace('shop report', 'git status');
    const [check, ask, ...more] = stepsOf(`${text}\nExpected:\n- Should show "clean"\n- Should be quick\n`);
    expect(more).toEqual([]);
    expect(check).toMatchObject({ verb: 'validate', expect: { output: { kind: 'contains', text: 'clean' } } });
    expect(ask).toMatchObject({ verb: 'approve', title: 'Should be quick' });
  });
});

describe('Python', () => {
  test('that asserts is a check, under python -c or as a script', () => {
    expect(onlyStep(under('It is well', 'python -c "import shop; assert shop.ready()"')).verb).toBe('validate');
    expect(onlyStep(under('It is well', 'import shop\nassert shop.ready()', 'python'))).toMatchObject({
      probe: { run: "python3 - <<'END_OF_PYTHON'\nimport shop\nassert shop.ready()\nEND_OF_PYTHON" },
    });
  });

  test('that only warns is advisory', () => {
    expect(onlyStep(under('It is well', `python -c "import shop\nif shop.drifts(): print('Warning: it drifts')"`))).toMatchObject({
      advisory: true,
      expect: { output: { kind: 'not', comparison: { kind: 'contains', text: 'Warning' } } },
    });
  });

  test.each([
    "import os\nos.remove('x')",
    "open('x', 'w').write('y')",
    'import shop\nshop.migrate()',
    'import shop\nwhile True:\n    shop.look()',
    'def f():\n    return 1',
    'x = Shop()\nprint(x)',
  ])('a person runs what writes, never ends, or says nothing: %j', (code) => isApproval(code, 'python'));
});

describe('SQL', () => {
  const postgres = 'We run Postgres.\n\n';

  test('each statement with a certain expectation is a check', () => {
    const sql =
      '-- Orders are there\nSELECT * FROM orders LIMIT 5; -- Expected: 5 rows\n-- Nothing is stuck\nSELECT id FROM jobs WHERE stuck; -- should return no rows\n';
    expect(stepsOf(`${postgres}## Checks\n\`\`\`sql\n${sql}\`\`\`\n`)).toMatchObject([
      { verb: 'validate', title: 'Checks: Orders are there', probe: { kind: 'sql' }, expect: { rows: { value: 5 } } },
      { verb: 'validate', title: 'Checks: Nothing is stuck', probe: { kind: 'sql' }, expect: { rows: { value: 0 } } },
    ]);
  });

  test('a list for all queries is expected of each', () => {
    const text = `${postgres}## Checks\n\`\`\`sql\n-- One\nEXPLAIN SELECT 1;\n-- Two\nEXPLAIN SELECT 2;\n\`\`\`\nExpected:\n- All queries should show "Index Scan" not "Seq Scan"\n`;
    for (const step of stepsOf(text))
      expect(step).toMatchObject({ expect: { output: { pattern: '^(?![\\s\\S]*Seq Scan)[\\s\\S]*Index Scan' } } });
  });

  test.each([
    'DELETE FROM orders;',
    'SELECT 1; DROP TABLE orders;',
    'WITH x AS (DELETE FROM a RETURNING *) SELECT * FROM x; -- Expected: 1 row',
    'SELECT nextval(1)',
    'SELECT * FROM orders;',
  ])('a person runs what writes, or says nothing: %j', (sql) => {
    for (const step of stepsOf(`${postgres}## Checks\n\`\`\`sql\n${sql}\n\`\`\`\n`)) expect(step.verb).toBe('approve');
  });

  test('without a word of Postgres it may be any database', () => {
    expect(told('## Checks\n```sql\nSELECT 1; -- Expected: 1 row\n```\n')).toEqual(['approve: Checks']);
  });
});

describe('code that stands on its own', () => {
  test('is called by its heading, its label and the comment over its part', () => {
    const text =
      '## Step 2: Data\n\n**Preparation:**\n```bash\n# Save the orders (backup)\npg_dump shop > backup.sql\n\n# Look at the tools\nnginx -t\n```\n';
    expect(told(text)).toEqual(['backup: Data: Preparation: Save the orders (backup)', 'validate: Data: Preparation: Look at the tools']);
  });

  test('without any heading is called by its line', () => {
    expect(told('```bash\nnginx -t\n```\n')).toEqual(['validate: Code in line 2']);
  });

  test('a part of words alone does not pass because another part does', () => {
    expect(told('## Deploy\n```bash\n# Your system deploys here\n\n# Verify\nnginx -t\n```\n')).toEqual([
      'approve: Deploy: Your system deploys here',
      'validate: Deploy: Verify',
    ]);
  });

  test('parts that share a variable or a directory stay one', () => {
    expect(stepsOf('## Deploy\n```bash\n# One\nX=1\n\n# Two\nrm $X\n```\n')).toHaveLength(1);
    expect(stepsOf('## Deploy\n```bash\n# One\ncd app\n\n# Two\nnginx -t\nrm x\n```\n')).toHaveLength(1);
  });

  test('one task and one piece of code under a heading are one step', () => {
    expect(stepsOf('## Tests\n- [ ] The suite is green\n\n```bash\nnpm test\n```\n')).toMatchObject([
      { verb: 'validate', title: 'The suite is green' },
    ]);
  });

  test('several tasks keep their approvals beside the check, and the report says so', () => {
    const { checklist, report } = imported('## Tests\n- [ ] One\n- [ ] Two\n\n```bash\nnpm test\n```\n');
    expect(checklist.phases[0]?.steps.map(({ verb }) => verb)).toEqual(['approve', 'approve', 'validate']);
    expect(report.look).toMatchObject([{ kind: 'beside-check', lines: [2, 3] }]);
  });

  test('a fence at the margin belongs to the numbered line before it', () => {
    expect(told('## Checks\n1. **The suite**:\n```bash\nnpm test\n```\n2. The rest\n')).toEqual([
      'validate: The suite',
      'approve: The rest',
    ]);
  });
});

describe('a command in the words of an item', () => {
  test.each([
    ['Run `npm test`', { kind: 'command', run: 'npm test' }],
    ['`npm test` passes', { kind: 'command', run: 'npm test' }],
    ['The page https://shop.acme.test/health returns 200', { kind: 'http', url: 'https://shop.acme.test/health' }],
  ])('%s', (text, probe) => {
    expect(onlyStep(`- [ ] ${text}\n`)).toMatchObject({ probe });
  });

  test.each(['Run `npm run deploy`', 'Look at `npm test`', 'Python 3.8+ (`python --version`)', '`/health` returns 200'])(
    'a person: %s',
    (text) => {
      expect(onlyStep(`- [ ] ${text}\n`).verb).toBe('approve');
    },
  );
});
