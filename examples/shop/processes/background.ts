import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLine } from './command-line.ts';

/** A process that outlives the command that started it. */
export interface Background {
  readonly pid: number;
  /** Stands on the process's command line: a pid alone may have been given to somebody else. */
  readonly token: string;
}

export interface BackgroundProgram {
  readonly name: 'database' | 'service';
  readonly script: string;
  readonly nodeOptions?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const STOP_WITHIN_MS = 5_000;
const pidFile = (state: string, name: string): string => join(state, `${name}.pid`);
export const logFile = (state: string, name: string): string => join(state, `${name}.log`);

const isAlive = ({ pid, token }: Background): boolean => commandLine(pid)?.includes(token) ?? false;

/** The process that the pid file names, if it runs and is ours. */
export function findBackground(state: string, name: string): Background | undefined {
  const file = pidFile(state, name);
  if (!existsSync(file)) return undefined;
  try {
    const known = JSON.parse(readFileSync(file, 'utf8')) as Background;
    return isAlive(known) ? known : undefined;
  } catch {
    return undefined;
  }
}

/** Starts it in a session of its own, so that an interrupt at the terminal does not reach it. Its output goes to a log file. */
export function startBackground(state: string, program: BackgroundProgram): Background {
  mkdirSync(state, { recursive: true });
  const token = randomUUID();
  const log = openSync(logFile(state, program.name), 'w');
  try {
    const child = spawn(process.execPath, [...(program.nodeOptions ?? []), program.script, token], {
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, ...program.environment, NODE_COMPILE_CACHE: join(state, 'compile-cache') },
    });
    if (child.pid === undefined) throw new Error(`the ${program.name} could not be started`);
    const started = { pid: child.pid, token };
    writeFileSync(pidFile(state, program.name), JSON.stringify(started));
    child.unref();
    return started;
  } finally {
    closeSync(log);
  }
}

/** Asks it to end, and makes it end after 5 s. Harmless when nothing runs. */
export async function stopBackground(state: string, name: string): Promise<boolean> {
  const running = findBackground(state, name);
  if (running === undefined) return false;
  const endBy = performance.now() + STOP_WITHIN_MS;
  process.kill(running.pid, 'SIGTERM');
  while (isAlive(running)) {
    if (performance.now() > endBy) process.kill(running.pid, 'SIGKILL');
    await sleep(20);
  }
  rmSync(pidFile(state, name), { force: true });
  return true;
}

/** The last lines that it wrote: what a person needs when it did not start. */
export function lastWords(state: string, name: string): string {
  const file = logFile(state, name);
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n') : '';
}
