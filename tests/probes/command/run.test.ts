import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runCommand, runCommandWith } from '../../../lib/probes/command/run.ts';
import type { ProbeContext } from '../../../lib/probes/observation.ts';
import { contextWith, seen, unableReason } from '../probe-context.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gonogo-command-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const run = (text: string, context: Partial<ProbeContext> = {}) =>
  runCommand({ kind: 'command', run: text }, contextWith({ workingDirectory: directory, ...context }));

describe('a command that ends', () => {
  test('is seen with both outputs and its exit code', async () => {
    const observation = seen(await run('echo out; echo problem >&2; exit 3'));
    expect(observation).toMatchObject({ output: 'out\n', errorOutput: 'problem\n', exitCode: 3, summary: 'exit code 3' });
  });

  test('stops at the first line that fails, in a pipe and at an unset name too', async () => {
    expect(seen(await run('false; echo reached'))).toMatchObject({ exitCode: 1, output: '' });
    expect(seen(await run('false | cat; echo reached'))).toMatchObject({ exitCode: 1, output: '' });
    expect(seen(await run('echo "$NOT_SET"; echo reached'))).toMatchObject({ exitCode: 1, output: '' });
  });

  test('runs in another shell when one is named', async () => {
    const result = await runCommand({ kind: 'command', run: 'echo "$0"; false; echo reached', shell: 'sh' }, contextWith());
    expect(seen(result)).toMatchObject({ exitCode: 1, output: 'sh\n' });
  });

  test('may begin with a hyphen', async () => {
    expect(seen(await run('-x || echo told'))).toMatchObject({ exitCode: 0, output: 'told\n' });
  });

  test('gets values as environment variables, which are never shell text', async () => {
    const VALUE = `$(touch ${directory}/spliced) "; exit 9 #`;
    expect(seen(await run('printf %s "$VALUE"', { values: { VALUE } }))).toMatchObject({ exitCode: 0, output: VALUE });
    expect(existsSync(join(directory, 'spliced'))).toBe(false);
  });

  test('gets nothing of the environment but what it inherits by name', async () => {
    const output = seen(await run('env', { values: { A: '1' }, inheritedEnvironment: { PATH: process.env.PATH ?? '' } })).output;
    const names = output.split('\n').map((line) => line.replace(/=.*/, ''));
    expect(names.filter((name) => !['PWD', 'SHLVL', '_', 'OLDPWD', ''].includes(name)).sort()).toEqual(['A', 'PATH']);
  });

  test('has nothing on standard input', async () => {
    expect(seen(await run('cat; echo end')).output).toBe('end\n');
  });

  test('runs in the working directory of the step, below that of the environment', async () => {
    const context = contextWith({ workingDirectory: directory });
    seen(await runCommand({ kind: 'command', run: 'mkdir inner' }, context));
    const result = await runCommand({ kind: 'command', run: 'pwd', workingDirectory: 'inner' }, context);
    expect(seen(result).output.trim().endsWith('/inner')).toBe(true);
  });

  test('by a signal is told by its name', async () => {
    const killed = seen(await run('kill -KILL $$'));
    expect(killed.summary).toBe('killed by SIGKILL');
    expect(killed.exitCode).toBeUndefined();
    expect(seen(await run("bash -c 'kill -TERM $$'; true")).summary).toBe('exit code 143 (SIGTERM)');
  });

  test('may write NUL bytes and bytes that are not UTF-8', async () => {
    expect(seen(await run("printf 'a\\0b\\xff\\xfec'")).output).toBe('a\0b\ufffd\ufffdc');
  });

  test('does not wait for what it left in the background with the outputs open', async () => {
    const observation = seen(await run('sleep 300 & echo $!'));
    expect(observation.exitCode).toBe(0);
    process.kill(Number(observation.output));
  });
});

describe('a command that floods its output', () => {
  test('is seen with the head and the tail, and the flood is not kept', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const observation = seen(await run('echo first; head -c 200000000 /dev/zero | tr "\\0" x; echo; echo last'));
    expect(observation).toMatchObject({ exitCode: 0, truncated: true });
    expect(observation.output.startsWith('first\nxxx')).toBe(true);
    expect(observation.output.endsWith('xxx\nlast\n')).toBe(true);
    expect(observation.output).toMatch(/… \d{9} bytes left out …/);
    expect(Buffer.byteLength(observation.output)).toBeLessThan(66_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
  });

  test('keeps no part of a secret that is cut', async () => {
    const SECRET = 'correct-horse-battery-staple';
    const text = 'for i in $(seq 20000); do printf %s "$SECRET"; done';
    const observation = seen(await run(text, { values: { SECRET }, secretNames: ['SECRET'] }));
    expect(observation.truncated).toBe(true);
    expect(observation.output.replaceAll(SECRET, '').replace(/\n… \d+ bytes left out …\n/, '')).toBe('');
  });
});

describe('a command that takes too long', () => {
  test('is ended with everything it started', async () => {
    const result = await run('sleep 300 & echo $!; wait', { timeoutMs: 300 });
    expect(unableReason(result)).toBe('timed out after 300 ms; it was ended with SIGTERM');
    const child = Number(result.kind === 'unable' ? result.output : Number.NaN);
    // Gone, or dead and not yet collected by its new parent.
    const state = await readFile(`/proc/${child}/stat`, 'utf8').catch(() => `${child} (sleep) Z`);
    expect(state).toContain(') Z');
  });

  test('and ignores SIGTERM is killed', async () => {
    const probe = { kind: 'command', run: "trap '' TERM; echo began; while :; do sleep 1; done" } as const;
    const result = await runCommandWith({ terminationGraceMs: 200 }, probe, contextWith({ timeoutMs: 300 }));
    expect(result).toMatchObject({ kind: 'unable', output: 'began\n' });
    expect(unableReason(result)).toBe('timed out after 300 ms; it ignored SIGTERM and was ended with SIGKILL');
  });

  test('may clean up after SIGTERM', async () => {
    const text = `trap 'echo clean > ${directory}/done; exit 0' TERM; while :; do sleep 0.01; done`;
    unableReason(await run(text, { timeoutMs: 300 }));
    expect(await readFile(join(directory, 'done'), 'utf8')).toBe('clean\n');
  });

  test('is ended when the deployment is interrupted', async () => {
    const interrupt = new AbortController();
    const running = run('echo > began; sleep 300', { signal: interrupt.signal });
    while (!existsSync(join(directory, 'began'))) await new Promise(setImmediate);
    interrupt.abort();
    expect(unableReason(await running)).toMatch(/^interrupted; it was ended/);
  });
});

describe('a command that cannot be started', () => {
  test('because the shell is missing names it', async () => {
    const reason = unableReason(await run('true', { shell: '/opt/no-such-shell' }));
    expect(reason).toBe('the shell /opt/no-such-shell was not found: install it, or name another one in `shell`');
  });

  test('because the working directory is missing names it', async () => {
    const reason = unableReason(await run('true', { workingDirectory: join(directory, 'gone') }));
    expect(reason).toContain(`the working directory ${directory}/gone does not exist`);
  });

  test('because the shell is no program names it', async () => {
    await run('echo > plain-file');
    expect(unableReason(await run('true', { shell: join(directory, 'plain-file') }))).toContain('may not be executed');
  });

  test('because it is too long says so', async () => {
    expect(unableReason(await run(`: ${'x'.repeat(300_000)}`))).toContain('too long');
  });

  test('because a value holds a NUL byte names the value', async () => {
    expect(unableReason(await run('true', { values: { A: 'a\0b' } }))).toContain('the value of A holds a NUL byte');
  });

  test('because the deployment was interrupted before does nothing', async () => {
    unableReason(await run('echo > ran', { signal: AbortSignal.abort() }));
    expect(existsSync(join(directory, 'ran'))).toBe(false);
  });
});
