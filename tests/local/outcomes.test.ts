import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DeploymentReport } from '../../lib/deployments/summary.ts';
import { type Bench, checklist, type Ended, eventsIn, newBench, runArgs } from './gonogo.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await newBench();
});
afterAll(() => bench.remove());

/** Every action and undo leaves a line in a log of its own; a check looks at a file. */
const shop = (check: string, rollback = ''): string =>
  checklist(
    'shop',
    `  - phase: Prepare
    steps:
      - backup: Save
        command: echo save >> log
        undo: echo restore >> log
      - smoke-test: It answers
        command: echo "answers 42"
        value: /answers (\\d+)/
        expect: { value: 42 }
  - phase: Change
    steps:
      - migrate: Add a column
        command: echo add >> log
        undo: echo remove >> log
      - deploy: Put it in place
        command: echo place >> log; echo placed >&2
        undo: ${check === 'undo fails' ? 'echo broken >> log; false' : 'echo take back >> log'}
      - validate: It is in place
        command: ${check === 'fails' || check === 'undo fails' ? 'echo no; exit 3' : 'test -f log'}
`,
    rollback,
  );

async function run(id: string, text: string, ...more: readonly string[]): Promise<Ended> {
  await bench.write('log', '');
  return bench.gonogo(runArgs(await bench.write(`${id}.yaml`, text), id, ...more));
}

describe('a deployment that goes well', () => {
  let ended: Ended;
  beforeAll(async () => {
    ended = await run('well', shop('passes'));
  });

  test('exits 0 and is sealed', async () => {
    expect(ended.code).toBe(0);
    expect((await bench.gonogo(['audit', 'verify', 'well'])).code).toBe(0);
    expect(await bench.lines('log')).toEqual(['save', 'add', 'place']);
  });

  test('tells, with --json, one event a line and nothing else on standard output', () => {
    const names = eventsIn(ended.out).map(({ event }) => event);
    expect(names[0]).toBe('deployment-opened');
    expect(names.at(-1)).toBe('deployment-closed');
    expect(new Set(names)).toEqual(new Set(['deployment-opened', 'step-started', 'step-finished', 'gate-decided', 'deployment-closed']));
    expect(names.filter((name) => name === 'step-started')).toHaveLength(names.filter((name) => name === 'step-finished').length);
    for (const event of eventsIn(ended.out)) expect(event).toMatchObject({ deployment: 'well', at: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(eventsIn(ended.out).at(-1)).toMatchObject({ outcome: 'DEPLOYED' });
  });

  test('is shown as JSON with every step, gate and seal', async () => {
    const { out, code } = await bench.gonogo(['show', 'well', '--format', 'json']);
    expect(code).toBe(0);
    const report = JSON.parse(out) as DeploymentReport;
    for (const part of ['deployment', 'steps', 'gates', 'undos', 'approvals', 'notifications', 'seal']) expect(report).toHaveProperty(part);
    expect(report.deployment).toMatchObject({ id: 'well', checklist: 'shop', environment: 'local', version: '1.0.0', outcome: 'DEPLOYED' });
    expect(report.steps.map(({ title, verb, phase, verdict }) => [title, verb, phase, verdict])).toEqual([
      ['Save', 'backup', 'prepare', 'pass'],
      ['It answers', 'smoke-test', 'prepare', 'pass'],
      ['Add a column', 'migrate', 'change', 'pass'],
      ['Put it in place', 'deploy', 'change', 'pass'],
      ['It is in place', 'validate', 'change', 'pass'],
    ]);
    for (const step of report.steps) {
      expect(step).toMatchObject({
        id: expect.stringMatching(/^[a-z][a-z0-9_]*$/),
        reason: expect.stringMatching(/^got exit code 0/),
        evidence: { exitCode: 0 },
        attempts: 1,
        startedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        durationMs: expect.any(Number),
      });
    }
    expect(report.steps[1]?.value).toBe('42');
    expect(report.steps[3]?.evidence?.errorOutput).toContain('placed');
    expect(report.gates.map(({ title, decision }) => [title, decision])).toEqual([
      ['Prepare', 'GO'],
      ['Change', 'GO'],
    ]);
    expect(report.baseline.map(({ title }) => title)).toEqual(['It answers']);
    expect(report.seal?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('cannot be started again under the same id', async () => {
    const again = await bench.gonogo(runArgs(bench.path('well.yaml'), 'well'));
    expect(again.code).toBe(6);
    expect(again.err).toContain('well has ended (DEPLOYED)');
    expect(again.out).toBe('');
  });

  test('is in the history', async () => {
    const { out } = await bench.gonogo(['history', 'shop', '--json']);
    expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ id: 'well', outcome: 'DEPLOYED' }));
  });
});

describe('a no-go', () => {
  test('rolls back what was attempted, last first, and exits 3', async () => {
    const { code, out } = await run('back', shop('fails'));
    expect(code).toBe(3);
    expect(await bench.lines('log')).toEqual(['save', 'add', 'place', 'take back', 'remove', 'restore']);
    const events = eventsIn(out);
    expect(events.flatMap((event) => (event.event === 'undo-finished' ? [event.title] : []))).toEqual([
      'Put it in place',
      'Add a column',
      'Save',
    ]);
    expect(events.at(-1)).toMatchObject({ event: 'deployment-closed', outcome: 'ROLLED_BACK' });
    const { steps, verification, deployment } = await bench.report('back');
    expect(steps.at(-1)).toMatchObject({ verdict: 'fail', reason: expect.stringMatching(/^got exit code 3 .*expected .*0/) });
    expect(deployment.reason).toContain('It is in place');
    expect(verification.map(({ title, verdict }) => [title, verdict])).toEqual([['It answers', 'pass']]);
    expect(await bench.isSealed('back')).toBe(true);
  });

  test.each([
    ['Save', 'before', ['exit', 1], []],
    ['Save', 'after', ['exit', 3], ['save', 'restore']],
    ['It answers', 'before', ['exit', 3], ['save', 'restore']],
    ['Add a column', 'before', ['exit', 3], ['save', 'restore']],
    ['Add a column', 'after', ['exit', 3], ['save', 'add', 'remove', 'restore']],
    ['It is in place', 'after', ['exit', 3], ['save', 'add', 'place', 'take back', 'remove', 'restore']],
  ] as const)('made by --fail "%s=%s" undoes only what was attempted', async (title, moment, [, code], log) => {
    const id = `fail-${title.toLowerCase().replaceAll(' ', '-')}-${moment}`;
    const ended = await run(id, shop('passes'), '--fail', `${title}=${moment}`);
    expect(ended.code).toBe(code);
    expect(await bench.lines('log')).toEqual(log);
    expect(await bench.isSealed(id)).toBe(true);
  });

  test('exits 4 when an undo fails; the others still run', async () => {
    const { code, out } = await run('broken', shop('undo fails'));
    expect(code).toBe(4);
    expect(await bench.lines('log')).toEqual(['save', 'add', 'place', 'broken', 'remove', 'restore']);
    expect(eventsIn(out).at(-1)).toMatchObject({ outcome: 'ROLLBACK_FAILED', reason: expect.stringContaining('Put it in place') });
    expect(await bench.isSealed('broken')).toBe(true);
  });

  test('stops at the first undo that fails where the checklist says so', async () => {
    const { code } = await run('stops', shop('undo fails', 'rollback: { on-undo-failure: stop }\n'));
    expect(code).toBe(4);
    expect(await bench.lines('log')).toEqual(['save', 'add', 'place', 'broken']);
    expect(await bench.isSealed('stops')).toBe(true);
  });

  test('rolls back by a partial plan where the phase says so', async () => {
    const text = shop('fails', 'rollback: { plans: { flag-off: [ Put it in place ] } }\n').replace(
      '- phase: Change',
      '- phase: Change\n    no-go: { rollback: flag-off }',
    );
    const { code } = await run('partly', text);
    expect(code).toBe(3);
    expect(await bench.lines('log')).toEqual(['save', 'add', 'place', 'take back']);
  });

  test('leaves everything as it is where the phase says stop', async () => {
    const { code, out } = await run('stop', shop('fails').replace('- phase: Change', '- phase: Change\n    no-go: stop'));
    expect(code).toBe(1);
    expect(await bench.lines('log')).toEqual(['save', 'add', 'place']);
    expect(eventsIn(out).at(-1)).toMatchObject({ outcome: 'STOPPED', reason: expect.stringMatching(/left as it is: .*Put it in place/) });
  });

  test('in a rollback is not spoken for by a phase called Verification', async () => {
    await bench.write('log', '');
    const written = checklist(
      'namesake',
      `  - phase: Change
    steps:
      - migrate: Change it
        command: echo change >> log
        undo: exit 3
  - phase: Verification
    steps:
      - validate: All is well
        command: 'true'
  - phase: Later
    steps:
      - validate: It still works
        command: 'false'
`,
    );
    const { code, out } = await bench.gonogo(runArgs(await bench.write('namesake.yaml', written), 'namesake'));
    expect(code).toBe(4);
    expect(eventsIn(out).at(-1)).toMatchObject({ outcome: 'ROLLBACK_FAILED' });
  });

  test('before anything was attempted changes nothing and exits 1', async () => {
    const text = checklist(
      'shop',
      `  - phase: Look
    steps:
      - validate: There is room
        command: 'false'
  - phase: Change
    steps:
      - deploy: Put it in place
        command: echo place >> log
        undo: echo take back >> log
`,
    );
    const { code, out } = await run('room', text);
    expect(code).toBe(1);
    expect(await bench.lines('log')).toEqual([]);
    expect(eventsIn(out).at(-1)).toMatchObject({ outcome: 'STOPPED' });
    expect(await bench.isSealed('room')).toBe(true);
  });

  test('after a point of no return asks a person; what came before it is left when the answer is no', async () => {
    const text = checklist(
      'shop',
      `  - phase: Change
    steps:
      - migrate: Add a column
        command: echo add >> log
        undo: echo remove >> log
      - migrate: Drop the old table
        command: echo drop >> log
        undo: none
        because: the rows are gone
      - deploy: Put it in place
        command: echo place >> log
        undo: echo take back >> log
      - validate: It works
        command: 'false'
`,
    );
    await bench.write('log', '');
    const started = bench.start(runArgs(await bench.write('no-return.yaml', text), 'no-return'));
    const asked = await started.event('approval-requested');
    expect(asked.title).toContain('Drop the old table');
    expect(await bench.lines('log')).toEqual(['add', 'drop', 'place', 'take back']);
    const answered = await bench.gonogo(['reject', 'no-return', asked.title, '--comment', 'restore the dump first']);
    expect(answered.code).toBe(0);
    const { code, out } = await started.ended;
    expect(code).toBe(4);
    expect(eventsIn(out).at(-1)).toMatchObject({ outcome: 'ROLLBACK_FAILED' });
    expect(await bench.lines('log')).toEqual(['add', 'drop', 'place', 'take back']);
    expect((await bench.report('no-return')).approvals[0]).toMatchObject({ answer: 'rejected', comment: 'restore the dump first' });
    expect(await bench.isSealed('no-return')).toBe(true);
  });
});

describe('wrong use', () => {
  test.each([
    ['no such file', ['run', 'none.yaml', '-e', 'local', '-v', '1'], /none\.yaml/],
    ['no such environment', ['run', 'well.yaml', '-e', 'lokal', '-v', '1'], /did you mean local/],
    ['a version that a shell would read', ['run', 'well.yaml', '-e', 'local', '-v', '$(id)'], /--version/],
    ['an id that is a path', ['run', 'well.yaml', '-e', 'local', '-v', '1', '--id', '../x'], /--id/],
    ['a title that no step has', ['run', 'well.yaml', '-e', 'local', '-v', '1', '--fail', 'Sav'], /did you mean "Save"/],
    ['an id that nobody knows', ['show', 'nobody'], /nobody/],
    ['no such command', ['deploy'], /unknown command/],
  ] as const)('%s exits 2 with a word and no stack trace', async (_, args, words) => {
    const { code, out, err } = await bench.gonogo([...args]);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(words);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('a checklist with mistakes exits 2 and tells all of them', async () => {
    await bench.write('mistakes.yaml', 'checklist: Shop\nenvironments: { local: {} }\nphases:\n  - phase: A\n    stepz: []\n');
    const { code, err } = await bench.gonogo(['run', 'mistakes.yaml', '-e', 'local', '-v', '1']);
    expect(code).toBe(2);
    expect(err).toMatch(/mistakes\.yaml:1:\d+: /);
    expect(err).toMatch(/mistakes\.yaml:5:\d+: .*did you mean `steps`/);
  });
});
