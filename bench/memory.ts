import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, measure, type Place } from './measure.ts';

const SAMPLE_EVERY_MS = 25;
const MARK = 'GONOGO_BENCH';

/** The share of memory that is this process's own: a page that two use counts half for each. In KB; 0 when it has gone. */
async function shareOf(pid: string): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
}

/** Everything that was started with the mark in its environment, however far it went from its parents. */
async function marked(mark: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      return environment.split('\0').includes(`${MARK}=${mark}`) ? [pid] : [];
    }),
  );
  return found.flat();
}

/** The most that all processes of one `npm start` take at one time, in KB. */
async function peakOf(run: number, { root, scratch }: Place): Promise<number> {
  const mark = `${process.pid}-${run}`;
  const child = spawn('npm', ['start'], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, [MARK]: mark, GONOGO_HOME: join(scratch, 'home') },
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  let running = true;
  const stopped = ended.finally(() => {
    running = false;
  });
  let peak = 0;
  while (running) {
    const shares = await Promise.all((await marked(mark)).map(shareOf));
    peak = Math.max(
      peak,
      shares.reduce((sum, each) => sum + each, 0),
    );
    await sleep(SAMPLE_EVERY_MS);
  }
  const [code] = await stopped;
  if (code !== 0) throw new Error(`npm start ended with ${code}`);
  return peak;
}

/** The most memory that `npm start` takes at one time, the shop that it deploys included. Linux only. */
export const bench: Bench = async (place) => {
  // The first run on a machine compiles what the next ones find compiled.
  await peakOf(1, place);
  const peak = await peakOf(2, place);
  return [measure('peak memory of npm start (proportional set size of all its processes)', 'MB', peak / 1_024, 300)];
};
