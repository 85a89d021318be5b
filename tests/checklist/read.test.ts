import { describe, expect, test } from '@jest/globals';
import { readChecklist } from '../../lib/checklist/read.ts';

const SOUND = `checklist: shop
environments:
  local: {}
phases:
  - phase: Look
    steps:
      - validate: The file is there
        command: test -f shop.conf
`;

const problemsOf = (text: string) =>
  readChecklist(text, 'shop.yaml').problems.map(({ line, column, rule, message }) => ({ at: `${line}:${column}`, rule, message }));

describe('a sound checklist', () => {
  test.each([
    ['as it is', SOUND],
    ['with a byte order mark', `\uFEFF${SOUND}`],
    ['with CRLF line ends', SOUND.replaceAll('\n', '\r\n')],
    ['after a document marker', `---\n${SOUND}`],
    [
      'as JSON',
      JSON.stringify({
        checklist: 'shop',
        environments: { local: {} },
        phases: [{ phase: 'Look', steps: [{ validate: 'The file is there', command: 'test -f shop.conf' }] }],
      }),
    ],
  ])('is read %s', (_, text) => {
    const { checklist, problems } = readChecklist(text, 'shop.yaml');
    expect(problems).toEqual([]);
    expect(checklist).toEqual({
      checklist: 'shop',
      environments: { local: {} },
      phases: [
        { phase: 'Look', steps: [{ verb: 'validate', title: 'The file is there', probe: { kind: 'command', run: 'test -f shop.conf' } }] },
      ],
    });
  });

  test('may use anchors, aliases and merge keys', () => {
    const { checklist, problems } = readChecklist(
      SOUND.replace('local: {}', 'local: &base { shell: sh, variables: { A: x } }\n  staging: { <<: *base, shell: bash }\n  canary: *base'),
      'shop.yaml',
    );
    expect(problems).toEqual([]);
    expect(checklist?.environments).toEqual({
      local: { shell: 'sh', variables: { A: 'x' } },
      staging: { shell: 'bash', variables: { A: 'x' } },
      canary: { shell: 'sh', variables: { A: 'x' } },
    });
  });
});

describe('a merge key', () => {
  test.each(['&a <<: *a', '<<: 3', 'q: &a 3\nr:\n  <<: *a', '&a <<: [ *a ]', 'x: &s [ 1 ]\ny: { <<: *s }'])(
    'of what is no map is a fault of the file: %j',
    (text) => {
      expect(problemsOf(text)).toContainEqual(
        expect.objectContaining({ rule: 'yaml', message: expect.stringContaining('`<<` takes in a map') }),
      );
    },
  );

  test('in quotes is a key like any other', () => {
    const { checklist, problems } = readChecklist(
      SOUND.replace('command: test -f shop.conf', 'lambda: { function: f, payload: { "<<": 3 } }'),
      'shop.yaml',
    );
    expect(problems).toEqual([]);
    expect(checklist?.phases[0]?.steps[0]).toMatchObject({ probe: { payload: { '<<': 3 } } });
  });
});

describe('problems', () => {
  test('are all told at once, in the order of the text', () => {
    const places = problemsOf(
      'colour: blue\ncheklist: shop\nenvironments: []\nphases:\n  - phase: Look\n    steps:\n      - validat: It\n        command: x\n',
    ).map(({ at, rule }) => `${at} ${rule}`);
    expect(places).toEqual(['1:1 unknown-key', '2:1 unknown-key', '3:15 wrong-type', '7:9 verb']);
  });

  test('count columns from 1 after a byte order mark', () => {
    expect(problemsOf(`\uFEFFcolour: blue\n${SOUND}`)).toMatchObject([{ at: '1:1', rule: 'unknown-key' }]);
  });

  test('a misspelt required key is not also called missing', () => {
    expect(problemsOf(SOUND.replace('phases:', 'phase:')).map(({ message }) => message)).toEqual([
      'unknown key `phase`: did you mean `phases`?',
    ]);
  });

  test('an anchor that is used many times is wrong once, where it is written', () => {
    const text = SOUND.replace('local: {}', 'local: &base { colour: blue }\n  staging: *base\n  canary: { <<: *base }');
    expect(problemsOf(text).map(({ at, rule }) => `${at} ${rule}`)).toEqual(['3:18 unknown-key']);
  });

  test('a repeated key does not hide what else is wrong', () => {
    const rules = problemsOf(`checklist: again\ncolour: blue\n${SOUND}`).map(({ rule }) => rule);
    expect(rules).toEqual(['unknown-key', 'yaml']);
  });

  test('both halves of a step are told: two verbs and a wrong key', () => {
    const text = SOUND.replace('command:', 'deploy: Also this\n        comand:');
    expect(problemsOf(text).map(({ message }) => message)).toEqual([
      'a step has one verb, got `validate` and `deploy`: make it 2 steps',
      'unknown key `comand`: did you mean `command`?',
    ]);
  });

  test.each([
    ['account: 111122223333', 'got the number 111122223333, expected text: put it in quotes, "111122223333"'],
    ['working-directory: 1.10', 'got the number 1.10, expected text: put it in quotes, "1.10"'],
    ['shell: null', 'got nothing, expected text: put it in quotes, "null"'],
    ['region: 5', 'got the number 5, expected an AWS region such as eu-west-1'],
    ['notify: [on-call@example.com]', 'got "on-call@example.com", expected email:name@example.com'],
  ])('%s: %s', (line, message) => {
    expect(problemsOf(SOUND.replace('local: {}', `local: { ${line} }`))[0]?.message).toContain(message);
  });

  test('an undo that says nothing of how is refused', () => {
    const text = SOUND.replace('validate:', 'backup:').replace('shop.conf\n', 'shop.conf\n        undo: { timeout: 5m }\n');
    expect(problemsOf(text)).toEqual([
      { at: '9:9', rule: 'probe', message: 'nothing says how: expected one of command, http, sql, metric, lambda' },
    ]);
  });
});

describe('places', () => {
  const text = `checklist: shop
environments:
  local: { working-directory: /srv }
phases:
  - phase: Look
    steps:
      - migrate: Add the index
        sql: { query: CREATE INDEX, database: $DATABASE_URL }
        undo: psql --command 'DROP INDEX' "$DATABASE_URL"
        expect: { exit-code: 0 }
      - smoke-test: The page answers
        command: |
          curl one
          curl $TWO
`;
  const { places } = readChecklist(text, 'shop.yaml');
  const lines = text.split('\n');
  const shown = ({ line, column, length }: { line: number; column: number; length: number }): string =>
    lines[line - 1]?.slice(column - 1, column - 1 + length) ?? '';
  const step = ['phases', 0, 'steps', 0] as const;

  test.each([
    ['the title of a step, under its verb', [...step, 'title'], 'value', 'Add the index'],
    ['the verb of a step', [...step, 'verb'], 'value', 'migrate'],
    ['what a probe says in its long form', [...step, 'probe', 'query'], 'value', 'CREATE INDEX'],
    ['what an undo says in its short form', [...step, 'undo', 'probe', 'run'], 'value', `psql --command 'DROP INDEX' "$DATABASE_URL"`],
    ['a key read in camelCase', [...step, 'expect', 'exitCode'], 'key', 'exit-code'],
    ['a key of an environment', ['environments', 'local', 'workingDirectory'], 'value', '/srv'],
    ['a step, by its first key', [...step], 'value', 'migrate'],
    ['what is not there, by what is nearest', [...step, 'timeout'], 'key', 'migrate'],
  ] as const)('%s', (_, path, at, expected) => {
    expect(shown(places.of(path, at))).toBe(expected);
  });

  test('a text inside a block of several lines', () => {
    const place = places.of(['phases', 0, 'steps', 1, 'probe', 'run'], { text: 'TWO' });
    expect(place).toEqual({ line: 14, column: 17, length: 3 });
  });
});
