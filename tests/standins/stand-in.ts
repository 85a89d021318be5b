import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** Ways in which a stand-in misbehaves; what each does is told where it is set. */
export type Faults = Readonly<Record<string, string>>;

export type SystemState = Readonly<Record<string, string>>;

/** A system that a reference checklist is run against, in a temporary directory. */
export interface StandIn {
  readonly directory: string;
  /** What stands under `environments:` in the copy of the checklist that is run, indented by two spaces. */
  readonly environments: string;
  /** What gonogo and its commands inherit. */
  readonly variables: Readonly<Record<string, string>>;
  /** Everything that a rollback must bring back: path → kind, mode and content. */
  state(): SystemState | Promise<SystemState>;
  remove(): Promise<void>;
}

/** A directory of its own for one stand-in. */
export async function temporaryDirectory(name: string): Promise<{ directory: string; remove: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), `${name}-`));
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}

function entry(path: string): string {
  const stats = lstatSync(path);
  const mode = (stats.mode & 0o7777).toString(8);
  if (stats.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  if (stats.isDirectory()) return `directory ${mode}`;
  return `file ${mode} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
}

/** Every file, directory and link under the given ones; nothing for a directory that is not there. */
export function treeState(root: string, ...directories: readonly string[]): Record<string, string> {
  const state: Record<string, string> = {};
  const visit = (path: string): void => {
    const told = lstatSync(path, { throwIfNoEntry: false });
    if (told === undefined) return;
    state[relative(root, path)] = entry(path);
    if (told.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name));
  };
  for (const directory of directories) visit(join(root, directory));
  return state;
}
