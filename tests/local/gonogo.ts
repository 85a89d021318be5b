import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DeploymentEvent } from '../../lib/deployments/events.ts';
import type { DeploymentReport } from '../../lib/deployments/summary.ts';
import { homeAt } from '../../lib/runner/local/home.ts';
import { localRunner } from '../../lib/runner/local/runner.ts';
import type { Runner } from '../../lib/runner/runner.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/gonogo.ts', import.meta.url));

/** How a command ended. */
export interface Ended {
  /** Undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** A command that was started. */
export interface Started {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** Resolves with the first event that fits, as soon as `--json` has told it. Rejects when the command ends without. */
  event<E extends DeploymentEvent['event']>(
    name: E,
    fits?: (event: Extract<DeploymentEvent, { event: E }>) => boolean,
  ): Promise<Extract<DeploymentEvent, { event: E }>>;
  /** Standard output so far. */
  told(): string;
  signal(signal: NodeJS.Signals): void;
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Runs it in a shell after this line, such as `ulimit -f 100`. */
  readonly after?: string;
}

/** A place of its own for one test: a home, a directory that checklists work in, and the real command line. */
export interface Bench {
  readonly directory: string;
  readonly home: string;
  path(name: string): string;
  write(name: string, text: string): Promise<string>;
  exists(name: string): Promise<boolean>;
  /** Makes an empty file, or sees to it that there is none. */
  setPresent(name: string, present: boolean): Promise<void>;
  /** Lines of a file in the directory; none when it is not there. */
  lines(name: string): Promise<readonly string[]>;
  start(args: readonly string[], options?: CommandOptions): Started;
  gonogo(args: readonly string[], options?: CommandOptions): Promise<Ended>;
  /** What is recorded of a deployment, read without a process of its own. */
  report(id: string): Promise<DeploymentReport>;
  /** Whether a deployment is sealed, and every seal holds. */
  isSealed(id: string): Promise<boolean>;
  remove(): Promise<void>;
}

/** Longer than anything takes that a test waits for, and shorter than a test may take. */
const PATIENCE_MS = 45_000;

/** Resolves once something that happens outside of this process has happened. */
export async function until(holds: () => boolean | Promise<boolean>, patienceMs = PATIENCE_MS): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('waited in vain');
    await delay(10);
  }
}

export const eventsIn = (out: string): DeploymentEvent[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as DeploymentEvent);

function follow(child: ChildProcess): Started {
  let [out, err] = ['', ''];
  const listeners = new Set<() => void>();
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (const listener of listeners) listener();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = once(child, 'close').then(([code]): Ended => ({ code: (code as number | null) ?? undefined, out, err }));
  return {
    pid: child.pid ?? -1,
    ended,
    event: (name, fits = () => true) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const whole = out.slice(0, out.lastIndexOf('\n') + 1);
          for (const event of eventsIn(whole)) {
            if (event.event !== name || !fits(event as never)) continue;
            listeners.delete(look);
            resolve(event as never);
            return;
          }
        };
        listeners.add(look);
        look();
        ended.then(() => reject(new Error(`it ended without ${name}:\n${out}\n${err}`)), reject);
      }),
    told: () => out,
    signal: (signal) => child.kill(signal),
  };
}

/** Nothing of the machine's own settings reaches a command, so that every machine gives the same. */
const surroundings = (home: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? tmpdir(),
  GONOGO_HOME: home,
  NO_COLOR: '1',
});

/** Reads records as `show` does, in this process: it takes no second to start. */
async function reading<T>(home: string, read: (runner: Runner) => Promise<T>): Promise<T> {
  const runner = await localRunner({ home: homeAt({ GONOGO_HOME: home }, home), environment: {}, now: () => new Date(), timeScale: 1 });
  try {
    return await read(runner);
  } finally {
    await runner.close();
  }
}

export async function newBench(): Promise<Bench> {
  const running = new Set<Started>();
  const directory = await mkdtemp(join(tmpdir(), 'gonogo-test-'));
  const home = join(directory, 'home');
  const path = (name: string): string => join(directory, name);
  const start = (args: readonly string[], { env = {}, after }: CommandOptions = {}): Started => {
    const command = [process.execPath, PROGRAM, ...args];
    const [file = '', ...rest] = after === undefined ? command : ['bash', '-c', `${after}; exec "$@"`, 'bash', ...command];
    const child = spawn(file, rest, { cwd: directory, env: { ...surroundings(home), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const started = follow(child);
    running.add(started);
    started.ended.finally(() => running.delete(started)).catch(() => undefined);
    return started;
  };
  const gonogo = (args: readonly string[], options?: CommandOptions): Promise<Ended> => start(args, options).ended;
  return {
    directory,
    home,
    path,
    start,
    gonogo,
    async write(name, text) {
      await writeFile(path(name), text);
      return path(name);
    },
    exists: (name) =>
      access(path(name)).then(
        () => true,
        () => false,
      ),
    setPresent: (name, present) => (present ? writeFile(path(name), '') : rm(path(name), { force: true })),
    async lines(name) {
      const text = await readFile(path(name), 'utf8').catch(() => '');
      return text.split('\n').filter((line) => line !== '');
    },
    report: (id) => reading(home, (runner) => runner.report(id)),
    isSealed: (id) =>
      reading(home, async (runner) => {
        const { seals } = await runner.verify(id);
        return seals.length > 0 && seals.every(({ intact }) => intact);
      }),
    async remove() {
      // A test that failed may have left a run waiting.
      for (const started of running) started.signal('SIGKILL');
      await Promise.all([...running].map(({ ended }) => ended));
      await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** `run FILE -e local -v 1.0.0 --json` with an id that the test knows. */
export const runArgs = (file: string, id: string, ...more: readonly string[]): string[] => [
  'run',
  file,
  '--environment',
  'local',
  '--version',
  '1.0.0',
  '--id',
  id,
  '--json',
  ...more,
];

/** A checklist for the local environment, from its phases in YAML, indented by two. */
export const checklist = (name: string, phases: string, head = ''): string => `checklist: ${name}
environments:
  local: {}
${head}phases:
${phases}`;
