import { createHash } from 'node:crypto';
import { access, constants, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { InfrastructureError } from '../../errors.ts';

/** A socket's path has at most 107 bytes on Linux and 103 on macOS. */
const SOCKET_PATH_LENGTH = 100;

/** Where local deployments are kept: `$GONOGO_HOME`, or `.gonogo` in the working directory. */
export interface Home {
  readonly directory: string;
  readonly table: string;
  /** Held by the process that hosts the table; the system gives it back when that process dies. */
  readonly mutex: string;
  readonly socket: string;
  readonly inbox: string;
  readonly reports: string;
  readonly backups: string;
  readonly runs: string;
}

export function homeAt(environment: Readonly<Record<string, string | undefined>>, workingDirectory: string): Home {
  const directory = resolve(workingDirectory, environment.GONOGO_HOME || '.gonogo');
  const inside = (name: string): string => join(directory, name);
  const near = inside('table.sock');
  const short = `gonogo-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}.sock`;
  return {
    directory,
    table: inside('table'),
    mutex: inside('mutex'),
    socket: Buffer.byteLength(near) <= SOCKET_PATH_LENGTH ? near : join(tmpdir(), short),
    inbox: inside('inbox'),
    reports: inside('reports'),
    backups: inside('backups'),
    runs: inside('runs'),
  };
}

/** Makes a directory and those above it, for this user alone. Unlike `recursive` it ends where the file system makes none, as under /proc. */
async function makeDirectory(path: string): Promise<void> {
  const make = (): Promise<void> =>
    mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  try {
    await make();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeDirectory(dirname(path));
    await make();
  }
}

/** Makes the home, for this user alone. Throws an InfrastructureError when it cannot be written. */
export async function makeHome(home: Home): Promise<void> {
  try {
    await makeDirectory(home.directory);
    await access(home.directory, constants.W_OK | constants.X_OK);
    await Promise.all([home.inbox, home.reports, home.backups, home.runs].map((path) => mkdir(path, { recursive: true, mode: 0o700 })));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new InfrastructureError(`cannot write to ${home.directory} (${code}): set GONOGO_HOME to a directory that can be written`, {
      cause: error,
    });
  }
}
