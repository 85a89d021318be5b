import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Bench, checklist, newBench, runArgs, until } from './gonogo.ts';

/**
 * Every command leaves lines in a log: `do 1` when it begins, `done 1` when it ends; so do the undos. The state that they
 * change is a file for each action, made and removed.
 */
const action = (number: number, verb: string): string => `      - ${verb}: Action ${number}
        command: echo "do ${number}" >> log; touch state-${number}; sleep 0.15; touch late-${number}; echo "done ${number}" >> log
        undo: echo "undo ${number}" >> log; rm -f state-${number} late-${number}
`;

const CHECKLIST = checklist(
  'crashes',
  `  - phase: First
    steps:
${action(1, 'backup')}${action(2, 'migrate')}      - smoke-test: It answers
        command: sleep 0.1; echo looked >> looks
  - phase: Second
    steps:
${action(3, 'deploy')}      - monitor: Stays well
        for: 2s
        every: 1s
        command: echo looked >> looks
${action(4, 'deploy')}      - validate: It works
        command: sleep 0.1; test ! -e fails
`,
);

let bench: Bench;
beforeAll(async () => {
  bench = await newBench();
  await bench.write('crashes.yaml', CHECKLIST);
});
afterAll(() => bench.remove());

/** Moments of a run, and some way after each, in milliseconds: in a state, between two, in a command, in a write. */
interface Moment {
  readonly name: string;
  readonly fails: boolean;
  readonly reached: (bench: Bench, events: readonly string[]) => boolean | Promise<boolean>;
  readonly after: number;
}

const logged =
  (line: string) =>
  async (on: Bench): Promise<boolean> =>
    (await on.lines('log')).includes(line);
const told =
  (name: string, count = 1) =>
  (_: Bench, events: readonly string[]): boolean =>
    events.filter((event) => event === name).length >= count;

const MOMENTS: readonly Moment[] = [
  { name: 'while it starts', fails: false, reached: () => true, after: 150 },
  { name: 'while it takes the lock', fails: false, reached: () => true, after: 450 },
  { name: 'when it has opened', fails: false, reached: told('deployment-opened'), after: 0 },
  { name: 'in the baseline', fails: false, reached: told('step-started'), after: 40 },
  { name: 'after the baseline', fails: false, reached: told('step-finished'), after: 0 },
  { name: 'when the first action begins', fails: false, reached: logged('do 1'), after: 0 },
  { name: 'in the first action', fails: false, reached: logged('do 1'), after: 80 },
  { name: 'when the first action has ended', fails: false, reached: logged('done 1'), after: 0 },
  { name: 'between the first two actions', fails: false, reached: logged('done 1'), after: 15 },
  { name: 'in the second action', fails: false, reached: logged('do 2'), after: 30 },
  { name: 'when the second action was recorded', fails: false, reached: told('step-finished', 3), after: 0 },
  { name: 'at the first gate', fails: false, reached: told('gate-decided'), after: 0 },
  { name: 'in the third action', fails: false, reached: logged('do 3'), after: 100 },
  { name: "in a monitor's wait", fails: false, reached: logged('done 3'), after: 300 },
  { name: 'in the last check', fails: false, reached: logged('done 4'), after: 60 },
  { name: 'when the last gate has decided', fails: false, reached: told('gate-decided', 2), after: 0 },
  { name: 'while it closes', fails: false, reached: told('deployment-closed'), after: 0 },
  { name: 'in the rollback, before its first undo', fails: true, reached: told('gate-decided', 2), after: 0 },
  { name: 'in the first undo', fails: true, reached: logged('undo 4'), after: 0 },
  { name: 'between two undos', fails: true, reached: told('undo-finished', 2), after: 5 },
  { name: 'in the verification', fails: true, reached: told('undo-finished', 4), after: 40 },
];

const STATES = [1, 2, 3, 4].flatMap((number) => [`state-${number}`, `late-${number}`]);

async function clear(): Promise<void> {
  await bench.write('log', '');
  for (const name of [...STATES, 'fails']) await bench.setPresent(name, false);
}

function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

const eventNames = (out: string): string[] => [...out.matchAll(/"event":"([a-z-]+)"/g)].map(([, name = '']) => name);

/** Runs until the moment has come, then kills. Returns whether it came before the end. */
async function killAt(moment: Moment, id: string): Promise<void> {
  const run = bench.start(runArgs('crashes.yaml', id));
  let over = false;
  run.ended.then(() => {
    over = true;
  });
  await until(async () => over || (await moment.reached(bench, eventNames(run.told()))));
  await delay(moment.after);
  run.signal('SIGKILL');
  await run.ended;
}

/** After a crash nothing of the run may be at work any more: a command that goes on would undo the undo. */
async function expectUndone(id: string): Promise<void> {
  const log = await bench.lines('log');
  for (const number of [1, 2, 3, 4]) {
    const times = (line: string): number => log.filter((each) => each === `${line} ${number}`).length;
    expect(times('do')).toBeLessThanOrEqual(1);
    // An undo that was cut off is run again; one that was never needed is not.
    if (times('do') === 1) expect(times('undo')).toBeGreaterThanOrEqual(1);
    if (times('do') === 0) expect(times('undo')).toBe(0);
    if (times('undo') > 0) expect(log.lastIndexOf(`done ${number}`)).toBeLessThan(log.indexOf(`undo ${number}`));
  }
  const firsts = [4, 3, 2, 1].map((number) => log.indexOf(`undo ${number}`)).filter((index) => index !== -1);
  expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
  const left = await Promise.all(STATES.map(async (name) => ((await bench.exists(name)) ? [name] : [])));
  expect({ id, left: left.flat() }).toEqual({ id, left: [] });
}

describe('a run that is killed', () => {
  test.each(MOMENTS)(
    '$name is recovered: no action twice, none left, closed and sealed, and the environment is free',
    async (moment) => {
      const id = moment.name.replaceAll(/\W+/g, '-');
      await clear();
      await bench.setPresent('fails', moment.fails);
      await killAt(moment, id);

      const recovered = await bench.gonogo(['recover']);
      expect(recovered.err).not.toMatch(/\n\s+at /);
      const report = await bench.report(id).catch(() => undefined);
      // Killed before it had begun: nothing was done, and nothing recorded.
      if (report === undefined) return expect(await bench.lines('log')).toEqual([]);
      if (report.deployment.outcome === 'DEPLOYED') {
        expect((await bench.lines('log')).filter((line) => line.startsWith('undo'))).toEqual([]);
      } else {
        expect(['ROLLED_BACK', 'ABORTED']).toContain(report.deployment.outcome);
        await expectUndone(id);
      }
      expect(await bench.isSealed(id)).toBe(true);
    },
    60_000,
  );

  test('leaves the environment free for the next, and nothing to recover', async () => {
    expect((await bench.gonogo(['recover'])).err).toContain('nothing was left unfinished');
    await clear();
    expect((await bench.gonogo(runArgs('crashes.yaml', 'the-next', '--time-scale', '0'))).code).toBe(0);
  }, 60_000);
});

describe('a command at work when its run is killed', () => {
  test('does not go on: a recovery would undo what is still being done', async () => {
    const text = checklist(
      'at-work',
      `  - phase: Change
    steps:
      - migrate: Take an hour
        command: echo $$ >> pids; sleep 3600 & echo $! >> pids; wait
        undo: echo undo >> log
`,
    );
    await clear();
    const run = bench.start(runArgs(await bench.write('at-work.yaml', text), 'at-work'));
    await until(async () => (await bench.lines('pids')).length >= 2);
    run.signal('SIGKILL');
    await run.ended;
    expect((await bench.gonogo(['recover', 'at-work'])).code).toBe(3);
    expect(await bench.lines('log')).toEqual(['undo']);
    // Nobody may have taken note of its end yet; an hour is more than a test may take.
    for (const pid of await bench.lines('pids')) await until(() => hasEnded(Number(pid)));
  }, 60_000);
});

describe('a recovery', () => {
  test('that is killed as well is finished by the next', async () => {
    await clear();
    await bench.setPresent('fails', false);
    const run = bench.start(runArgs('crashes.yaml', 'twice-killed'));
    await until(() => logged('do 3')(bench));
    run.signal('SIGKILL');
    await run.ended;
    const first = bench.start(['recover', 'twice-killed']);
    await until(() => logged('undo 2')(bench));
    first.signal('SIGKILL');
    await first.ended;
    const second = await bench.gonogo(['recover', 'twice-killed']);
    expect(second.code).toBe(3);
    await expectUndone('twice-killed');
    // What the first one undid, and recorded, is not undone again.
    expect((await bench.lines('log')).filter((line) => line === 'undo 3')).toHaveLength(1);
    expect(await bench.isSealed('twice-killed')).toBe(true);
  }, 60_000);

  test('of a run that is alive is refused, and does not touch it', async () => {
    await clear();
    const run = bench.start(runArgs('crashes.yaml', 'alive'));
    await run.event('deployment-opened');
    const refused = await bench.gonogo(['recover', 'alive']);
    expect(refused.code).toBe(6);
    expect(refused.err).toContain('running in another process');
    expect((await bench.gonogo(['recover'])).err).toContain('nothing was left unfinished');
    expect((await run.ended).code).toBe(0);
  }, 60_000);

  test('of what nobody knows, or of what has ended, is refused with a word', async () => {
    const unknown = await bench.gonogo(['recover', 'nobody']);
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('no deployment nobody')]);
    const ended = await bench.gonogo(['recover', 'alive']);
    expect([ended.code, ended.err]).toEqual([2, expect.stringContaining('has ended (DEPLOYED)')]);
  });
});
