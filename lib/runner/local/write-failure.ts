/** What LevelDB could not do: mostly, write to a full disk. */
export const isTableError = (error: unknown): error is Error =>
  error instanceof Error && String((error as { code?: unknown }).code).startsWith('LEVEL_');

/**
 * The embedded DynamoDB throws such an error where nobody can catch it, and the request that caused it is never answered.
 * Gives it to `fail` instead of letting the process crash. Returns what stops listening.
 */
export function onWriteFailure(process: NodeJS.Process, fail: (reason: string) => void): () => void {
  const listener = (error: unknown): void => {
    if (isTableError(error)) fail(error.message);
    // Anything else is for others to deal with; without others it ends the process, as it would have.
    else if (process.listenerCount('uncaughtException') === 1) throw error;
  };
  process.on('uncaughtException', listener);
  return () => process.off('uncaughtException', listener);
}
