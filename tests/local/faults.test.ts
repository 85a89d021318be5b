import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { serveHttp, serveRaw, stopServing } from '../probes/http/loopback-server.ts';
import { refusingDatabase } from '../probes/sql/wire-server.ts';
import { type Bench, checklist, type Ended, newBench, runArgs } from './gonogo.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await newBench();
});
afterEach(stopServing);
afterAll(() => bench.remove());

const changed = (look: string): string =>
  checklist(
    'faults',
    `  - phase: Change
    steps:
      - deploy: Put it in place
        command: echo place >> log
        undo: echo take back >> log
      - validate: Look
${look.replaceAll(/^/gm, '        ')}
`,
  );

/** Whatever the fault: rolled back, sealed, told in words. Returns the words. */
async function expectRolledBack(id: string, look: string): Promise<{ verdict: string; reason: string; evidence: string }> {
  await bench.write('log', '');
  const { code, err } = await bench.gonogo(runArgs(await bench.write(`${id}.yaml`, changed(look)), id));
  expect(err).not.toMatch(/\n\s+at /);
  expect(code).toBe(3);
  expect(await bench.lines('log')).toEqual(['place', 'take back']);
  expect(await bench.isSealed(id)).toBe(true);
  const { steps } = await bench.report(id);
  const { verdict = '', reason = '', evidence = {} } = steps.at(-1) ?? {};
  return { verdict, reason, evidence: JSON.stringify(evidence) };
}

describe('what a check looks at', () => {
  test('may be a database that nobody runs', async () => {
    const { verdict, reason } = await expectRolledBack(
      'no-database',
      'sql: { query: SELECT 1, database: "postgres://shop:pw@127.0.0.1:1/shop" }\nexpect: { rows: 1 }',
    );
    expect(verdict).toBe('error');
    expect(reason).toContain('the database at 127.0.0.1:1 refuses connections');
  });

  test('may be a database that does not take the password', async () => {
    const address = await refusingDatabase('28P01', 'password authentication failed for user "shop"');
    const { verdict, reason } = await expectRolledBack(
      'wrong-password',
      `sql: { query: SELECT 1, database: "${address.replace('://', '://shop:wrong@')}/shop" }\nexpect: { rows: 1 }`,
    );
    expect(verdict).toBe('error');
    expect(reason).toContain('password authentication failed');
    expect(reason).not.toContain('wrong@');
  });

  test('may be a service that takes the request and never answers', async () => {
    const address = await serveRaw('http', () => undefined);
    const { verdict, reason } = await expectRolledBack('hangs', `http: ${address}\ntimeout: 1s`);
    expect(verdict).toBe('error');
    expect(reason).toContain('timed out after 1 s');
  });

  test('may answer with 500 MB, of which only the ends are kept', async () => {
    const block = Buffer.alloc(1_048_576, 'x');
    let sent = 0;
    const address = await serveHttp((_, response) => {
      const pump = (): void => {
        while (sent < 500 && response.write(block)) sent += 1;
        if (sent >= 500) response.end();
      };
      response.on('drain', () => {
        sent += 1;
        pump();
      });
      pump();
    });
    const { reason, evidence } = await expectRolledBack('huge', `http: ${address}\nexpect: { output: ok }`);
    expect(reason.length).toBeLessThan(2_500);
    expect(evidence.length).toBeLessThan(10_000);
    expect(evidence).toContain('"truncated":true');
  });

  test('may flood its output', async () => {
    const { verdict, evidence } = await expectRolledBack('floods', 'command: yes flooding\ntimeout: 1s');
    expect(verdict).toBe('error');
    expect(evidence.length).toBeLessThan(10_000);
  });

  test('may ignore SIGTERM', async () => {
    const { verdict, reason } = await expectRolledBack('stubborn', "command: trap '' TERM; while true; do sleep 0.1; done\ntimeout: 1s");
    expect(verdict).toBe('error');
    expect(reason).toMatch(/timed out after 1 s.*ignored SIGTERM.*SIGKILL/);
  });

  test('may need a shell that is not there', async () => {
    const { verdict, reason } = await expectRolledBack('no-shell', "command: { run: 'true', shell: /no/such/shell }");
    expect(verdict).toBe('error');
    expect(reason).toContain('the shell /no/such/shell was not found');
  });

  test('may need a secret that is not there', async () => {
    const text = changed('command: echo "$TOKEN"').replace('local: {}', "local: { secrets: { TOKEN: 'env:NOT_SET' } }");
    await bench.write('log', '');
    const { code } = await bench.gonogo(runArgs(await bench.write('no-secret.yaml', text), 'no-secret'));
    // A command may read any secret, so not even the action could begin: nothing was changed.
    expect(code).toBe(1);
    expect(await bench.lines('log')).toEqual([]);
    expect((await bench.report('no-secret')).steps[0]).toMatchObject({ verdict: 'error', reason: expect.stringContaining('NOT_SET') });
  });
});

describe('a place for records that cannot be used', () => {
  const expectRefused = async (home: string): Promise<Ended> => {
    await bench.write('log', '');
    const ended = await bench.gonogo(runArgs(await bench.write('fine.yaml', changed("command: 'true'")), 'refused'), {
      env: { GONOGO_HOME: home },
    });
    expect(ended.code).toBe(5);
    expect(ended.out).toBe('');
    expect(ended.err).toContain(home);
    expect(ended.err).toContain('GONOGO_HOME');
    expect(ended.err).not.toMatch(/\n\s+at |should not happen/);
    expect(await bench.lines('log')).toEqual([]);
    return ended;
  };

  test('because it is read-only is told before anything is done', async () => {
    await expectRefused('/proc/gonogo');
  });

  test('because it is a file is told before anything is done', async () => {
    await expectRefused(await bench.write('a-file', ''));
  });

  test('because its lock is damaged is told before anything is done', async () => {
    const home = bench.path('damaged');
    mkdirSync(home);
    await bench.write('damaged/mutex', 'not a directory');
    await expectRefused(home);
  });
});

/** Mounts a small disk of its own; undefined where this user may not. */
function smallDisk(directory: string, size: string): (() => void) | undefined {
  mkdirSync(directory, { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', directory]);
  return status === 0 ? () => void spawnSync('umount', ['--lazy', directory]) : undefined;
}

function mayMount(): boolean {
  const directory = mkdtempSync(join(tmpdir(), 'gonogo-disk-'));
  const unmount = smallDisk(directory, '64k');
  unmount?.();
  rmSync(directory, { recursive: true });
  return unmount !== undefined;
}

(mayMount() ? describe : describe.skip)('a disk that is full', () => {
  let unmount: (() => void) | undefined;
  const disk = (): string => bench.path('disk');
  afterEach(() => unmount?.());

  test('from the start is told before anything is done', async () => {
    unmount = smallDisk(disk(), '64k');
    spawnSync('bash', ['-c', `head -c 1000000 /dev/zero > ${disk()}/filler`]);
    await bench.write('log', '');
    const { code, err } = await bench.gonogo(runArgs(await bench.write('fine.yaml', changed("command: 'true'")), 'full'), {
      env: { GONOGO_HOME: disk() },
    });
    expect(code).toBe(5);
    expect(err).toMatch(/disk|space|ENOSPC/i);
    expect(err).not.toMatch(/\n\s+at |should not happen/);
    expect(await bench.lines('log')).toEqual([]);
  });

  test('half-way counts as no pass; once there is room again, recover undoes what was attempted', async () => {
    unmount = smallDisk(disk(), '8m');
    await bench.write('log', '');
    await bench.write(
      'fills.yaml',
      checklist(
        'fills',
        `  - phase: Change
    steps:
      - deploy: Put it in place
        command: echo place >> log
        undo: echo take back >> log
      - migrate: Fill the disk
        command: echo fill >> log; head -c 20000000 /dev/zero > "$BACKUP_DIR/filler" || true; head -c 9000 /dev/urandom | base64
        undo: echo unfill >> log
      - deploy: Go on
        command: echo on >> log
        undo: echo off >> log
`,
      ),
    );
    const { code, err } = await bench.gonogo(runArgs('fills.yaml', 'fills'), { env: { GONOGO_HOME: disk() } });
    expect(err).not.toMatch(/\n\s+at |should not happen/);
    expect(code).toBe(5);
    expect(err).toContain('gonogo recover fills');
    // What it printed makes its record larger than what the disk may still have room for.
    expect(await bench.lines('log')).toEqual(['place', 'fill']);
    await rm(`${disk()}/backups/fills/filler`);
    const recovered = await bench.gonogo(['recover', 'fills'], { env: { GONOGO_HOME: disk() } });
    expect(recovered.err).not.toMatch(/\n\s+at |should not happen/);
    expect(recovered.code).toBe(3);
    expect(await bench.lines('log')).toEqual(['place', 'fill', 'unfill', 'take back']);
    expect((await bench.gonogo(['audit', 'verify', 'fills'], { env: { GONOGO_HOME: disk() } })).code).toBe(0);
  });
});

describe('nobody who listens', () => {
  test('a run whose output is closed goes on to its end', async () => {
    await bench.write('log', '');
    const file = await bench.write('quiet.yaml', changed("command: 'true'"));
    const { code } = await bench.gonogo(runArgs(file, 'quiet'), { after: 'exec > >(exec head -c 1 > /dev/null)' });
    expect(code).toBe(0);
    expect(await bench.isSealed('quiet')).toBe(true);
  });
});
