import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Bench, checklist, type Ended, eventsIn, newBench, runArgs, type Started, until } from './gonogo.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await newBench();
});
afterAll(() => bench.remove());

const NO_CHANGE = `  - phase: Change
    steps:
`;
const CHANGE = `${NO_CHANGE}      - deploy: Put it in place
        command: echo place >> log
        undo: echo take back >> log
`;

const begin = async (id: string, phases: string, ...more: readonly string[]): Promise<Started> => {
  await bench.write('log', '');
  return bench.start(runArgs(await bench.write(`${id}.yaml`, checklist('broken-off', phases)), id, ...more));
};

/** Resolves once a line is in the log. */
async function logged(line: string): Promise<void> {
  await until(async () => (await bench.lines('log')).includes(line));
}

async function verified(id: string): Promise<void> {
  expect(await bench.isSealed(id)).toBe(true);
}

const titled = (title: string) => (event: { title: string }) => event.title === title;

describe('Ctrl-C', () => {
  test('in the middle of an action ends its command, undoes it and what came before, and exits 3', async () => {
    const started = await begin(
      'action',
      `${CHANGE}      - migrate: Take an hour
        command: echo begin >> log; sleep 3600; echo end >> log
        undo: echo undo >> log
`,
    );
    await started.event('step-started', titled('Take an hour'));
    started.signal('SIGINT');
    const { code, out, err } = await started.ended;
    expect(code).toBe(3);
    const log = await bench.lines('log');
    // The command may not have come to its first line yet; it never comes to its last.
    expect(log.filter((line) => line !== 'begin')).toEqual(['place', 'undo', 'take back']);
    expect(eventsIn(out).at(-1)).toMatchObject({ outcome: 'ROLLED_BACK', reason: expect.stringContaining('interrupted') });
    expect(err).toContain('interrupted');
    await verified('action');
  });

  test('in the middle of a check rolls back', async () => {
    const started = await begin('check', `${CHANGE}      - validate: Take an hour\n        command: sleep 3600\n`);
    await started.event('step-started', titled('Take an hour'));
    started.signal('SIGINT');
    expect((await started.ended).code).toBe(3);
    expect(await bench.lines('log')).toEqual(['place', 'take back']);
    await verified('check');
  });

  test('before anything was attempted only ends: exit 5, nothing undone', async () => {
    const started = await begin(
      'first',
      `${NO_CHANGE}      - validate: Take an hour\n        command: sleep 3600\n${CHANGE.replace(NO_CHANGE, '')}`,
    );
    await started.event('step-started', titled('Take an hour'));
    started.signal('SIGINT');
    const { code, out } = await started.ended;
    expect(code).toBe(5);
    expect(await bench.lines('log')).toEqual([]);
    expect(eventsIn(out).at(-1)).toMatchObject({ outcome: 'ABORTED' });
    await verified('first');
  });

  test('in the middle of an approval is a no', async () => {
    const started = await begin('approval', `${CHANGE}      - approve: Sign off\n`);
    await started.event('approval-requested');
    started.signal('SIGINT');
    expect((await started.ended).code).toBe(3);
    expect(await bench.lines('log')).toEqual(['place', 'take back']);
    expect((await bench.report('approval')).approvals[0]).toMatchObject({ answer: 'rejected', by: 'interruption' });
    await verified('approval');
  });

  test("in the middle of a monitor's wait does not wait for its next look", async () => {
    const started = await begin(
      'monitor',
      `${CHANGE}      - monitor: Stays well\n        for: 3h\n        every: 1h\n        command: echo look >> log\n`,
    );
    await started.event('step-started', titled('Stays well'));
    await logged('look');
    started.signal('SIGINT');
    expect((await started.ended).code).toBe(3);
    expect(await bench.lines('log')).toEqual(['place', 'look', 'take back']);
    await verified('monitor');
  });

  test('in the middle of a follow-up ends the wait; the deployment stands', async () => {
    const later = '  - phase: Later\n    after: 24h\n    steps:\n      - validate: Fine\n        command: echo later >> log\n';
    const started = await begin('later', `${CHANGE}${later}`, '--follow-ups');
    await started.event('deployment-closed');
    started.signal('SIGINT');
    const { code, err } = await started.ended;
    expect(code).toBe(0);
    expect(err).toContain('left for later: Later');
    expect(await bench.lines('log')).toEqual(['place']);
    await verified('later');
  });

  test('while it rolls back does not stop the rollback', async () => {
    const started = await begin(
      'rollback',
      `${NO_CHANGE}      - deploy: Put it in place
        command: echo place >> log
        undo: while [ ! -e go ]; do sleep 0.05; done; echo take back >> log
      - validate: It works
        command: 'false'
`,
    );
    await started.event('undo-started');
    started.signal('SIGINT');
    await bench.write('go', '');
    expect((await started.ended).code).toBe(3);
    expect(await bench.lines('log')).toEqual(['place', 'take back']);
    await verified('rollback');
  });

  test('at a point of no return still asks: an interruption is no answer to what cannot be undone', async () => {
    const started = await begin(
      'no-return',
      `${CHANGE}      - migrate: Drop the old table
        command: echo drop >> log
        undo: none
        because: the rows are gone
      - validate: Take an hour
        command: sleep 3600
`,
    );
    await started.event('step-started', titled('Take an hour'));
    started.signal('SIGINT');
    const asked = await started.event('approval-requested');
    expect((await bench.gonogo(['approve', 'no-return', asked.step])).code).toBe(0);
    expect((await started.ended).code).toBe(3);
    expect(await bench.lines('log')).toEqual(['place', 'drop', 'take back']);
    await verified('no-return');
  });

  test('twice leaves everything as it is, for recover', async () => {
    const started = await begin(
      'twice',
      `${NO_CHANGE}      - deploy: Put it in place
        command: echo place >> log
        undo: echo undoing >> log; test -e quick || sleep 3600
      - validate: It works
        command: 'false'
`,
    );
    await started.event('undo-started');
    await logged('undoing');
    let left: Ended | undefined;
    started.ended.then((ended) => {
      left = ended;
    });
    while (left === undefined) {
      started.signal('SIGINT');
      await delay(10);
    }
    const { code, err } = await started.ended;
    expect(code).toBe(5);
    expect(err).toContain('gonogo recover twice');
    expect(await bench.isSealed('twice')).toBe(false);
    // What was being undone is undone again, now to its end.
    await bench.write('quick', '');
    await bench.write('log', '');
    expect((await bench.gonogo(['recover', 'twice'])).code).toBe(3);
    expect(await bench.lines('log')).toEqual(['undoing']);
    await verified('twice');
  });
});
