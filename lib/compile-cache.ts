import { existsSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';

/**
 * Keeps what Node compiles, below the directory for temporary files, for the next start. Not where that directory is missing:
 * Node would try to make it, below /proc for ever.
 */
export function keepCompiled(): void {
  if (existsSync(tmpdir())) module.enableCompileCache();
}
