import { existsSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SHOP } from './settings.ts';

const RELEASES = join(SHOP, 'releases');
const link = (state: string): string => join(state, 'current');

export const releaseDirectory = (version: string): string => join(RELEASES, version);

/** The versions that can be deployed. */
export const knownVersions = (): readonly string[] => readdirSync(RELEASES).toSorted();

/** The version that the `current` link names: what runs, or would run after a restart. */
export function currentVersion(state: string): string | undefined {
  try {
    return basename(readlinkSync(link(state)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Points `current` at a version. The rename makes it a switch without a moment in between. */
export function switchTo(state: string, version: string): void {
  const directory = releaseDirectory(version);
  if (!existsSync(directory)) throw new Error(`there is no release ${version}: known are ${knownVersions().join(', ')}`);
  const unfinished = `${link(state)}.unfinished`;
  rmSync(unfinished, { force: true });
  symlinkSync(directory, unfinished);
  renameSync(unfinished, link(state));
}
