import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Bench, checklist, eventsIn, newBench, runArgs } from './gonogo.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await newBench();
});
afterAll(() => bench.remove());

const look = (step: string, phase = ''): string =>
  checklist(
    'looks',
    `  - phase: Change
    steps:
      - deploy: Put it in place
        command: echo place >> log
        undo: echo take back >> log
  - phase: Look
${phase}    steps:
${step}`,
  );

async function run(id: string, text: string, ...more: readonly string[]) {
  await bench.write('log', '');
  await bench.write('tries', '');
  const ended = await bench.gonogo(runArgs(await bench.write(`${id}.yaml`, text), id, '--time-scale', '0', ...more));
  return { ...ended, report: await bench.report(id) };
}

const step = (report: Awaited<ReturnType<Bench['report']>>, title: string) => report.steps.find((each) => each.title === title);

describe('a check', () => {
  test('that is advisory and fails is a warning; the deployment goes on', async () => {
    const { code, report } = await run(
      'advisory',
      look("      - validate: It is fast\n        command: 'false'\n        advisory: true\n"),
    );
    expect(code).toBe(0);
    expect(step(report, 'It is fast')).toMatchObject({ verdict: 'warn', reason: expect.stringContaining('advisory') });
    expect(report.gates.at(-1)?.counts).toMatchObject({ warn: 1 });
  });

  test('of too many that warn is a no-go', async () => {
    const warning = (number: number): string => `      - validate: Warning ${number}\n        command: 'false'\n        advisory: true\n`;
    const { code, report } = await run('warnings', look(warning(1) + warning(2), '    max-warnings: 1\n'));
    expect(code).toBe(3);
    expect(report.gates.find(({ title }) => title === 'Look')?.reason).toContain('2 warnings, at most 1');
  });

  test('that is retried passes at the try that passes, and says how often it was tried', async () => {
    const { code, report } = await run(
      'retried',
      look(
        '      - validate: It comes up\n        command: echo try >> tries; test "$(wc -l < tries)" -ge 3\n        retry: { attempts: 5, every: 1h }\n',
      ),
    );
    expect(code).toBe(0);
    expect(await bench.lines('tries')).toHaveLength(3);
    expect(step(report, 'It comes up')).toMatchObject({ verdict: 'pass', attempts: 3, reason: expect.stringContaining('try 3 of 5') });
  });

  test('that is retried in vain fails, having been tried as often as written', async () => {
    const { code, report } = await run(
      'in-vain',
      look("      - validate: It comes up\n        command: echo try >> tries; 'false'\n        retry: { attempts: 3, every: 1h }\n"),
    );
    expect(code).toBe(3);
    expect(await bench.lines('tries')).toHaveLength(3);
    expect(step(report, 'It comes up')).toMatchObject({ verdict: 'fail', attempts: 3 });
  });

  test('never runs its action twice: an action that fails is not retried', async () => {
    const text = look("      - validate: Fine\n        command: 'true'\n").replace('echo place >> log', 'echo place >> log; exit 7');
    const { code } = await run('once', text);
    expect(code).toBe(3);
    expect(await bench.lines('log')).toEqual(['place', 'take back']);
  });
});

describe('a monitor', () => {
  const monitor = (command: string, limits = ''): string =>
    look(`      - monitor: Errors stay low\n        for: 4h\n        every: 1h\n        command: ${command}\n${limits}`);

  test('looks for as long as it is told, whatever the wait', async () => {
    const { code, report } = await run('watched', monitor('echo try >> tries'));
    expect(code).toBe(0);
    expect((await bench.lines('tries')).length).toBeGreaterThanOrEqual(4);
    expect(step(report, 'Errors stay low')).toMatchObject({ verdict: 'pass', attempts: (await bench.lines('tries')).length });
  });

  test('ends at the first look that fails, and rolls back', async () => {
    const { code, report } = await run('bad', monitor('echo try >> tries; test "$(wc -l < tries)" -lt 2'));
    expect(code).toBe(3);
    expect(await bench.lines('tries')).toHaveLength(2);
    expect(step(report, 'Errors stay low')).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('look 2 of') });
  });

  test('lets as many looks fail as its limit says', async () => {
    const { code } = await run('patient', monitor('echo try >> tries; test "$(wc -l < tries)" -ne 2', '        failure-limit: 1\n'));
    expect(code).toBe(0);
  });
});

describe('a captured value', () => {
  test('is there for later steps and undos', async () => {
    const text = checklist(
      'captures',
      `  - phase: Change
    steps:
      - backup: Note the revision
        command: echo "revision abc123"
        capture: { REVISION: '/revision (\\w+)/' }
      - deploy: Put it in place
        command: echo "over $REVISION" >> log
        undo: echo "back to $REVISION" >> log
      - validate: It is that one
        command: echo "$REVISION"
        expect: { output: other }
`,
    );
    const { code } = await run('captured', text);
    expect(code).toBe(3);
    expect(await bench.lines('log')).toEqual(['over abc123', 'back to abc123']);
  });

  test('that is not there fails the step that should have kept it', async () => {
    const text = checklist(
      'captures',
      `  - phase: Change
    steps:
      - deploy: Put it in place
        command: echo place >> log
        capture: { REVISION: '/revision (\\w+)/' }
        undo: echo take back >> log
`,
    );
    const { code, report } = await run('missing', text);
    expect(code).toBe(3);
    expect(step(report, 'Put it in place')).toMatchObject({ verdict: 'error', reason: expect.stringContaining('REVISION') });
    expect(await bench.lines('log')).toEqual(['place', 'take back']);
  });
});

describe('follow-ups', () => {
  const text = `${look("      - validate: Fine\n        command: 'true'\n")}  - phase: A day later
    after: 24h
    steps:
      - validate: Still fine
        command: echo later >> log
`;

  test('are left when nobody stays for them', async () => {
    const { code, err } = await run('left', text);
    expect(code).toBe(0);
    expect(await bench.lines('log')).toEqual(['place']);
    expect(err).toContain('A day later');
  });

  test('run after the close, without the lock, and are sealed too', async () => {
    const { code, out, report } = await run('stayed', text, '--follow-ups');
    expect(code).toBe(0);
    expect(await bench.lines('log')).toEqual(['place', 'later']);
    const events = eventsIn(out).map((event) => (event.event === 'step-finished' ? event.title : event.event));
    expect(events.indexOf('Still fine')).toBeGreaterThan(events.indexOf('deployment-closed'));
    expect(step(report, 'Still fine')?.verdict).toBe('pass');
    const verified = await bench.gonogo(['audit', 'verify', 'stayed', '--json']);
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({
      seals: [
        { chapter: 0, intact: true },
        { chapter: 1, intact: true },
      ],
      unsealed: 0,
    });
  });
});
