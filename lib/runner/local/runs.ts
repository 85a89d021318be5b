import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeploymentIdentity } from '../../deployments/invocation.ts';
import { UsageError } from '../../errors.ts';
import type { Plan } from '../../plan/model.ts';
import type { Home } from './home.ts';
import { takeMutex } from './mutex.ts';

/** What a recovery needs besides the records. Kept from before the first state until after the close. */
export interface StoredRun {
  readonly plan: Plan;
  readonly baseDirectory: string;
  readonly deployment: DeploymentIdentity;
}

const EXTENSION = '.json';
const runFile = (home: Home, id: string): string => join(home.runs, `${id}${EXTENSION}`);
const lockDirectory = (home: Home, id: string): string => join(home.runs, `${id}.lock`);

export async function keepRun(home: Home, run: StoredRun): Promise<void> {
  const file = runFile(home, run.deployment.id);
  await writeFile(`${file}.new`, JSON.stringify(run), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Throws a UsageError when the run was not started here, or has ended. */
export async function storedRun(home: Home, id: string): Promise<StoredRun> {
  try {
    return JSON.parse(await readFile(runFile(home, id), 'utf8')) as StoredRun;
  } catch (error) {
    throw new UsageError(`deployment ${id} is not under way in ${home.directory}: see \`gonogo history\``, { cause: error });
  }
}

/** Ids of runs that have not come to their end: under way, or dead. */
export async function unfinishedRuns(home: Home): Promise<readonly string[]> {
  const names = await readdir(home.runs);
  return names
    .filter((name) => name.endsWith(EXTENSION))
    .map((name) => name.slice(0, -EXTENSION.length))
    .toSorted();
}

/** Holds a run for this process; undefined when another process has it. */
export const holdRun = (home: Home, id: string): Promise<(() => Promise<void>) | undefined> => takeMutex(lockDirectory(home, id));

export async function isHeld(home: Home, id: string): Promise<boolean> {
  const release = await holdRun(home, id);
  await release?.();
  return release === undefined;
}

export async function forgetRun(home: Home, id: string): Promise<void> {
  await rm(runFile(home, id), { force: true });
  await rm(lockDirectory(home, id), { force: true, recursive: true });
}
