import { userInfo } from 'node:os';
import { homeAt } from '../runner/local/home.ts';
import type { Runner } from '../runner/runner.ts';
import type { CliContext } from './context.ts';

export const localHome = (context: CliContext) => homeAt(context.environment, context.workingDirectory);

/** Uses the local runner and lets go of it, whatever happens. */
export async function withLocalRunner<T>(context: CliContext, use: (runner: Runner) => Promise<T>, timeScale = 1): Promise<T> {
  const { localRunner } = await import('../runner/local/runner.ts');
  const runner = await localRunner({ home: localHome(context), environment: context.environment, now: context.now, timeScale });
  try {
    return await use(runner);
  } finally {
    await runner.close();
  }
}

/** Who is at this machine. */
export function localUser(context: CliContext): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user id that has no name.
    return context.environment.USER || 'unknown';
  }
}
