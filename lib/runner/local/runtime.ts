import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Message, Runtime } from '../../../lambdas/runtime/runtime.ts';
import { resolveSecret } from '../../../lambdas/runtime/secrets.ts';
import type { DeploymentStore } from '../../deployments/store.ts';
import type { Home } from './home.ts';

/** What a local run gives its handlers. Their logs are the records themselves, so nothing is logged beside them. */
export interface LocalSurroundings {
  readonly home: Home;
  readonly store: DeploymentStore;
  readonly publish: (message: Message) => Promise<void>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly baseDirectory: string;
  readonly now: () => Date;
  readonly interrupted: AbortSignal;
  readonly onStart: Runtime['onStart'];
  readonly runCommand: NonNullable<Runtime['runCommand']>;
}

const defined = (environment: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

export function localRuntime({ home, environment, ...surroundings }: LocalSurroundings): Runtime {
  const made = new Map<string, Promise<string>>();
  const makeBackups = async (deployment: string): Promise<string> => {
    const directory = join(home.backups, deployment);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    return directory;
  };
  return {
    ...surroundings,
    resolveSecret: (reference) => resolveSecret(reference, environment),
    log: { info: () => {}, error: () => {} },
    inheritedEnvironment: defined(environment),
    backupDirectory(deployment) {
      const directory = made.get(deployment) ?? makeBackups(deployment);
      made.set(deployment, directory);
      return directory;
    },
  };
}
