import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const WAIT_MS = 30_000;

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function holder(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    // An empty file is one that is being written.
    if (pid > 0) process.kill(pid, 0);
    return pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 0 : undefined;
  }
}

/**
 * One command at a time changes the processes: an undo may start while the deploy that it undoes is still at work.
 * Waits up to 30 s for the other; a lock whose holder is gone is taken over.
 */
export async function exclusively<T>(file: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const giveUpAt = performance.now() + WAIT_MS;
  while (!take(file)) {
    const pid = holder(file);
    if (pid === undefined) rmSync(file, { force: true });
    else if (performance.now() > giveUpAt) throw new Error(`another command (pid ${pid}) has been changing the shop for 30 s: ${file}`);
    await sleep(25);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
