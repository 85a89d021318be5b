import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Bench, checklist, eventsIn, newBench, runArgs, until } from './gonogo.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await newBench();
});
afterAll(() => bench.remove());

/** Waits until the test lets it go. */
const waiting = (name: string): string =>
  checklist(
    name,
    `  - phase: Change
    steps:
      - deploy: Put it in place
        command: echo "$DEPLOYMENT_ID" >> log; while [ ! -e go ]; do sleep 0.1; done
        undo: echo take back >> log
`,
  );

/** How many start at once; fewer for those who are in a hurry. */
const STARTERS = Number(process.env.GONOGO_STARTERS ?? 50);

describe('one environment', () => {
  test('is deployed to by one at a time: the second is refused, with who is there and since when', async () => {
    await bench.write('one.yaml', waiting('one'));
    const first = bench.start(runArgs('one.yaml', 'first'));
    const opened = await first.event('deployment-opened');
    await until(async () => (await bench.lines('log')).length > 0);
    const second = await bench.gonogo(runArgs('one.yaml', 'second'));
    expect(second.code).toBe(6);
    expect(second.out).toBe('');
    expect(second.err).toContain('locked by deployment first');
    expect(second.err).toContain(opened.at);
    await bench.setPresent('go', true);
    expect((await first.ended).code).toBe(0);
    expect(await bench.lines('log')).toEqual(['first']);
    // The one that was refused left nothing behind, and may try again.
    expect((await bench.gonogo(['recover'])).err).toContain('nothing was left unfinished');
    expect((await bench.gonogo(runArgs('one.yaml', 'second'))).code).toBe(0);
  }, 60_000);

  test(`that ${STARTERS} start to deploy to at once has one winner; all others exit 6 and touch nothing`, async () => {
    await bench.write('log', '');
    await bench.setPresent('go', false);
    await bench.write('many.yaml', waiting('many'));
    const ids = Array.from({ length: STARTERS }, (_, index) => `starter-${index}`);
    let ended = 0;
    const runs = ids.map((id) => {
      const run = bench.start(runArgs('many.yaml', id));
      run.ended.then(() => {
        ended += 1;
      });
      return run;
    });
    // The winner holds the lock until all others have been refused.
    await until(() => ended >= STARTERS - 1, 200_000);
    await bench.setPresent('go', true);
    const all = await Promise.all(runs.map((run) => run.ended));
    const codes = all.map(({ code }) => code);
    expect(codes.filter((code) => code === 0)).toHaveLength(1);
    expect(all.filter(({ code }) => code !== 0 && code !== 6).map(({ err }) => err)).toEqual([]);
    const winner = ids[codes.indexOf(0)];
    expect(await bench.lines('log')).toEqual([winner]);
    for (const { out, err, code } of all)
      if (code === 6) expect([out, err]).toEqual(['', expect.stringContaining(`locked by deployment ${winner}`)]);
    expect(await bench.isSealed(winner ?? '')).toBe(true);
  }, 240_000);
});

describe('deployments of different checklists that share a home', () => {
  test('run at the same time; the one that hosts the table may end first', async () => {
    await bench.write('log', '');
    await bench.setPresent('go', false);
    await bench.write('host.yaml', waiting('host'));
    await bench.write(
      'guest.yaml',
      checklist(
        'guest',
        `  - phase: Change
    steps:
      - deploy: Put it in place
        command: 'true'
        undo: 'true'
      - approve: Sign off
`,
      ),
    );
    const host = bench.start(runArgs('host.yaml', 'host'));
    await host.event('deployment-opened');
    // The guest keeps asking the table for its answer while the host goes away.
    const guest = bench.start(runArgs('guest.yaml', 'guest'));
    await guest.event('approval-requested');
    await bench.setPresent('go', true);
    expect((await host.ended).code).toBe(0);
    expect((await bench.gonogo(['approve', 'guest', 'Sign off'])).code).toBe(0);
    const { code, out } = await guest.ended;
    expect(code).toBe(0);
    expect(eventsIn(out).at(-1)).toMatchObject({ outcome: 'DEPLOYED' });
    expect(await bench.isSealed('host')).toBe(true);
    expect(await bench.isSealed('guest')).toBe(true);
  }, 60_000);

  test('go on when the one that hosts the table is killed', async () => {
    await bench.setPresent('go', false);
    const host = bench.start(runArgs('host.yaml', 'killed-host'));
    await host.event('deployment-opened');
    const guest = bench.start(runArgs('guest.yaml', 'surviving-guest'));
    await guest.event('approval-requested');
    host.signal('SIGKILL');
    await host.ended;
    expect((await bench.gonogo(['approve', 'surviving-guest', 'Sign off'])).code).toBe(0);
    expect((await guest.ended).code).toBe(0);
    expect(await bench.isSealed('surviving-guest')).toBe(true);
    expect((await bench.gonogo(['recover'])).code).toBe(3);
    expect(await bench.isSealed('killed-host')).toBe(true);
  }, 60_000);
});
