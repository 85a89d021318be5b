import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLauncher, type Launcher } from '../../../lib/probes/command/launcher.ts';
import { contextWith, seen, unableReason } from '../probe-context.ts';

/** Longer than any test lasts: a command that is still there was left behind. */
const FOREVER = 'exec sleep 600';

/** Resolves when the kernel knows no such process any more. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    // A killed process that nobody has waited for yet is as good as gone.
    if (/^State:\s+Z/m.test(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State: Z'))) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('a launcher', () => {
  let launcher: Launcher;
  let directory: string;
  beforeEach(() => {
    launcher = createLauncher();
    directory = mkdtempSync(join(tmpdir(), 'launcher-'));
  });
  afterEach(() => {
    launcher.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Starts a command that does not end; resolves with its process when it runs, and with its result when it does not. */
  function begin(signal = new AbortController().signal) {
    let begun: (leader: number) => void = () => {};
    const leader = new Promise<number>((resolve) => {
      begun = resolve;
    });
    let ended = false;
    const onProcessGroup = (pid: number) => {
      begun(pid);
      return () => {
        ended = true;
      };
    };
    const result = launcher.run({ kind: 'command', run: FOREVER }, contextWith({ signal, onProcessGroup }));
    return { leader, result, hasEnded: () => ended };
  }

  test('runs a command with its values, where it is told to, and says what it saw', async () => {
    const result = await launcher.run(
      { kind: 'command', run: 'pwd; echo "$GREETING" >&2; exit 3' },
      contextWith({ workingDirectory: directory, values: { GREETING: 'good morning' } }),
    );

    expect(seen(result)).toMatchObject({ output: `${directory}\n`, errorOutput: 'good morning\n', exitCode: 3 });
  });

  test('runs commands side by side, each with its own answer', async () => {
    const results = await Promise.all(
      ['one', 'two', 'three'].map((word) => launcher.run({ kind: 'command', run: `echo ${word}` }, contextWith())),
    );

    expect(results.map((result) => seen(result).output)).toEqual(['one\n', 'two\n', 'three\n']);
  });

  test('ends the command when it is interrupted', async () => {
    const interruption = new AbortController();
    const { leader, result, hasEnded } = begin(interruption.signal);
    const pid = await leader;
    expect(hasEnded()).toBe(false);

    interruption.abort();

    expect(unableReason(await result)).toMatch(/interrupted/);
    expect(hasEnded()).toBe(true);
    await gone(pid);
  });

  test('starts nothing that was interrupted before it began', async () => {
    const result = await launcher.run(
      { kind: 'command', run: `touch ${join(directory, 'acted')}` },
      contextWith({ signal: AbortSignal.abort() }),
    );

    expect(unableReason(result)).toMatch(/interrupted before/);
  });

  test('leaves nothing behind when its process is killed, and works again afterwards', async () => {
    const { leader, result } = begin();
    const pid = await leader;
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);

    process.kill(parent, 'SIGKILL');

    expect(unableReason(await result)).toMatch(/SIGKILL/);
    await gone(pid);
    expect(seen(await launcher.run({ kind: 'command', run: 'echo back' }, contextWith())).output).toBe('back\n');
  });

  test('takes its commands with it when it is closed', async () => {
    const { leader, result } = begin();
    const pid = await leader;

    launcher.close();

    expect(unableReason(await result)).toMatch(/ended/);
    await gone(pid);
  });
});
