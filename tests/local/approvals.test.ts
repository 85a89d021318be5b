import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Bench, checklist, eventsIn, newBench, runArgs } from './gonogo.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await newBench();
});
afterAll(() => bench.remove());

const text = (approval = '', phase = ''): string =>
  checklist(
    'asks',
    `  - phase: Change
${phase}    steps:
      - deploy: Put it in place
        command: echo place >> log
        undo: echo take back >> log
      - approve: Release manager signs off
${approval}      - migrate: Go further
        command: echo further >> log
        undo: echo nearer >> log
`,
  );

async function ask(id: string, written: string, ...more: readonly string[]) {
  await bench.write('log', '');
  return bench.start(runArgs(await bench.write(`${id}.yaml`, written), id, ...more));
}

describe('an approval', () => {
  test('given in another terminal lets the deployment go on; who gave it and why is recorded', async () => {
    const started = await ask('yes', text());
    const asked = await started.event('approval-requested');
    expect(asked).toMatchObject({ title: 'Release manager signs off', step: 'release_manager_signs_off' });
    const given = await bench.gonogo(['approve', 'yes', 'Release manager signs off', '--comment', 'looks good', '--json']);
    expect(given.code).toBe(0);
    expect(JSON.parse(given.out)).toMatchObject({ answer: 'approved' });
    const { code, out } = await started.ended;
    expect(code).toBe(0);
    expect(eventsIn(out).map(({ event }) => event)).toContain('approval-answered');
    const { approvals } = await bench.report('yes');
    expect(approvals).toEqual([
      expect.objectContaining({ answer: 'approved', by: expect.stringMatching(/./), comment: 'looks good', requestedAt: asked.at }),
    ]);
  });

  test('is used once: a second answer is refused, with who gave the first', async () => {
    const again = await bench.gonogo(['reject', 'yes', 'Release manager signs off', '--comment', 'too late']);
    expect(again.code).toBe(6);
    expect(again.err).toMatch(/was approved by .* used once/);
    expect((await bench.report('yes')).approvals[0]?.answer).toBe('approved');
  });

  test('that is refused rolls back what was attempted before it', async () => {
    const started = await ask('no', text());
    await started.event('approval-requested');
    expect((await bench.gonogo(['reject', 'no', 'release_manager_signs_off', '--comment', 'numbers look odd'])).code).toBe(0);
    const { code, out } = await started.ended;
    expect(code).toBe(3);
    expect(await bench.lines('log')).toEqual(['place', 'take back']);
    expect(eventsIn(out).at(-1)).toMatchObject({ outcome: 'ROLLED_BACK', reason: expect.stringContaining('Release manager signs off') });
  });

  test('that nobody gives in time is a no', async () => {
    const started = await ask('late', text('        within: 1s\n'));
    const { code } = await started.ended;
    expect(code).toBe(3);
    expect(await bench.lines('log')).toEqual(['place', 'take back']);
    expect((await bench.report('late')).approvals[0]?.answer).toBe('expired');
    const after = await bench.gonogo(['approve', 'late', 'Release manager signs off']);
    expect(after.code).toBe(6);
    expect(after.err).toMatch(/expired/);
  });

  test('may be given only by those whom the checklist names', async () => {
    const started = await ask('named', text('        by: [ nobody-who-runs-tests ]\n'));
    await started.event('approval-requested');
    const other = await bench.gonogo(['approve', 'named', 'Release manager signs off']);
    expect(other.code).toBe(6);
    expect(other.err).toContain('may be answered by nobody-who-runs-tests');
    started.signal('SIGINT');
    expect((await started.ended).code).toBe(3);
  });

  test('is given to all that ask with --yes, and recorded as that', async () => {
    const { code } = await (await ask('all', text(), '--yes')).ended;
    expect(code).toBe(0);
    expect((await bench.report('all')).approvals[0]).toMatchObject({ answer: 'approved', comment: 'approved by --yes' });
  });

  test.each([
    ['a deployment that nobody knows', ['approve', 'nobody', 'Release manager signs off'], /nobody/],
    [
      'a step that asks for nothing',
      ['approve', 'all', 'Put it in place'],
      /is not asking for "Put it in place"; it asked for "Release manager/,
    ],
  ] as const)('of %s is refused with a word', async (_, args, words) => {
    const { code, err } = await bench.gonogo([...args]);
    expect([2, 6]).toContain(code);
    expect(err).toMatch(words);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe('an undo by hand', () => {
  const noReturn = checklist(
    'asks',
    `  - phase: Change
    steps:
      - migrate: Drop the old table
        command: echo drop >> log
        undo: none
        because: the rows are gone
      - validate: It works
        command: 'false'
`,
  );

  test('is not vouched for by --yes: a person is needed, and the exit code says so', async () => {
    const { code } = await (await ask('no-person', noReturn, '--yes')).ended;
    expect(code).toBe(4);
    expect((await bench.report('no-person')).approvals[0]).toMatchObject({ answer: 'rejected', comment: '--yes undoes nothing by hand' });
  });

  test("is asked for again by a recovery, and its answer is the recovery's", async () => {
    const started = await ask('asked-again', noReturn);
    const { step } = await started.event('approval-requested');
    started.signal('SIGKILL');
    await started.ended;
    const recovering = bench.start(['recover', 'asked-again', '--json']);
    await recovering.event('approval-requested');
    expect((await bench.gonogo(['approve', 'asked-again', step])).code).toBe(0);
    expect((await recovering.ended).code).toBe(3);
    expect(await bench.isSealed('asked-again')).toBe(true);
  });
});

describe('a sign-off', () => {
  test('called as the question of an undo by hand does not answer it', async () => {
    const written = checklist(
      'asks',
      `  - phase: Ask
    steps:
      - approve: Drop the table by hand
  - phase: Change
    steps:
      - migrate: Drop the table
        command: echo drop >> log
        undo: none
        because: the rows are gone
      - validate: It works
        command: 'false'
`,
    );
    expect((await (await ask('namesake', written, '--yes')).ended).code).toBe(4);
    expect((await bench.report('namesake')).approvals.map(({ answer }) => answer)).toEqual(['approved', 'rejected']);
  });

  test('that --yes may not give waits for whoever may', async () => {
    const { code, err } = await (await ask('not-mine', text('        by: [ nobody-who-runs-tests ]\n        within: 1s\n'), '--yes')).ended;
    expect(code).toBe(3);
    expect(err).toContain('may be answered by nobody-who-runs-tests');
    expect((await bench.report('not-mine')).approvals[0]?.answer).toBe('expired');
  });

  test('is refused once the deployment has ended without it, and the seal holds', async () => {
    const started = await ask('too-late', text());
    await started.event('approval-requested');
    started.signal('SIGKILL');
    await started.ended;
    expect((await bench.gonogo(['recover', 'too-late'])).code).toBe(3);
    const { code, err } = await bench.gonogo(['approve', 'too-late', 'Release manager signs off']);
    expect(code).toBe(6);
    expect(err).toContain('has ended (ROLLED_BACK)');
    expect(await bench.isSealed('too-late')).toBe(true);
  });
});

describe('a gate that asks', () => {
  const holding = text('', '    no-go: ask\n')
    .replace('      - approve: Release manager signs off\n', '')
    .replace('echo further >> log', 'echo further >> log; exit 1');

  test('goes on when a person says so', async () => {
    const started = await ask('hold-yes', holding);
    const { step } = await started.event('approval-requested');
    expect((await started.event('gate-decided')).decision).toBe('HOLD');
    expect((await bench.gonogo(['approve', 'hold-yes', step])).code).toBe(0);
    expect((await started.ended).code).toBe(0);
    expect(await bench.lines('log')).toEqual(['place', 'further']);
  });

  test('rolls back when a person says no', async () => {
    const started = await ask('hold-no', holding);
    const { step } = await started.event('approval-requested');
    expect((await bench.gonogo(['reject', 'hold-no', step, '--comment', 'no'])).code).toBe(0);
    expect((await started.ended).code).toBe(3);
    expect(await bench.lines('log')).toEqual(['place', 'further', 'nearer', 'take back']);
  });
  test('is not told to go on by --yes: that is for sign-offs', async () => {
    expect((await (await ask('hold-nobody', holding, '--yes')).ended).code).toBe(3);
    expect(await bench.lines('log')).toEqual(['place', 'further', 'nearer', 'take back']);
    const { approvals, deployment } = await bench.report('hold-nobody');
    expect(approvals[0]).toMatchObject({ answer: 'rejected', comment: '--yes does not say go where a gate did not' });
    expect(deployment.reason).toContain('Go further');
  });
});
