import { ClassicLevel } from 'classic-level';
import { InfrastructureError } from '../../errors.ts';

/** What a failure was caused by, itself first. The database's own errors are not always an `Error` of this realm. */
function* causesOf(error: unknown): Generator<{ readonly code?: unknown; readonly message?: unknown; readonly cause?: unknown }> {
  for (let cause = error; typeof cause === 'object' && cause !== null; cause = (cause as { cause?: unknown }).cause) yield cause;
}

const isTaken = (error: unknown): boolean => causesOf(error).some(({ code }) => code === 'LEVEL_LOCKED');

/**
 * Takes a lock between processes: undefined when another one has it. It is the lock of an empty LevelDB, which the
 * system frees when its holder dies, so a crash never leaves it taken.
 */
export async function takeMutex(path: string): Promise<(() => Promise<void>) | undefined> {
  const mutex = new ClassicLevel(path);
  try {
    await mutex.open();
    return () => mutex.close();
  } catch (error) {
    if (isTaken(error)) return undefined;
    const reason = [...causesOf(error)].at(-1)?.message ?? error;
    throw new InfrastructureError(`cannot open ${path}: ${reason}; set GONOGO_HOME to a directory that can be written`, { cause: error });
  }
}
