import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { median } from './measure.ts';

export interface Command {
  readonly words: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a command to its end; gives the milliseconds. Throws when it fails: a quick failure is no good time. */
export async function timeCommand({ words: [program, ...rest], cwd, environment }: Command): Promise<number> {
  let said = '';
  const begun = performance.now();
  const child = spawn(program, rest, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...environment },
    ...(cwd === undefined ? {} : { cwd }),
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-2_000);
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  const milliseconds = performance.now() - begun;
  if (code !== 0) throw new Error(`${[program, ...rest].join(' ')} ended with ${code}:\n${said}`);
  return milliseconds;
}

/**
 * The median of several runs of each, in turn: whatever else the machine does meanwhile slows all of them alike.
 * One run of each comes first and does not count.
 */
export async function medians<Name extends string>(
  rounds: number,
  runs: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(runs) as Name[];
  const taken = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (const name of names) await runs[name]();
  for (let round = 0; round < rounds; round++) for (const name of names) taken[name].push(await runs[name]());
  return Object.fromEntries(names.map((name) => [name, median(taken[name])])) as Record<Name, number>;
}
