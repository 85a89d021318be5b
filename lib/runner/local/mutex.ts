import { ClassicLevel } from 'classic-level';
import { InfrastructureError } from '../../errors.ts';

const isTaken = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ((cause as { code?: unknown }).code === 'LEVEL_LOCKED') return true;
  return false;
};

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
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new InfrastructureError(`cannot open ${path}: ${reason}; set GONOGO_HOME to a directory that can be written`, { cause: error });
  }
}
