import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

function find(): string | undefined {
  try {
    return execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}

/** The machine's own python3; undefined when it has none. Two of the reference checklists are about Python systems. */
export const PYTHON = find();

/**
 * Puts a `python` into a directory of commands. It sees no installed packages, only those of the stand-in. With a
 * `make-venv` beside it, that makes virtual environments in its place.
 */
export function placePython(commands: string, { makesVenv = false } = {}): void {
  if (PYTHON === undefined) throw new Error('this stand-in needs python3');
  const venv = `if [ "\${1:-}" = -m ] && [ "\${2:-}" = venv ]; then exec "$(dirname "$0")/make-venv" "$3"; fi\n`;
  writeFileSync(join(commands, 'python'), `#!/bin/sh\n${makesVenv ? venv : ''}exec "${PYTHON}" -S "$@"\n`, { mode: 0o755 });
}
