import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['bin', 'lib', 'lambdas'];

const newest = (directory: string): number =>
  Math.max(
    ...readdirSync(directory, { recursive: true, withFileTypes: true }).map(
      (entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs,
    ),
  );

/** The built command line, which is smaller and quicker, when nothing was changed since it was built; otherwise the sources. */
export function newestCommandLine(root: string): string {
  const built = join(root, 'dist/bin/gonogo.js');
  const isCurrent = existsSync(built) && SOURCES.every((folder) => newest(join(root, folder)) <= statSync(built).mtimeMs);
  return isCurrent ? built : join(root, 'bin/gonogo.ts');
}
