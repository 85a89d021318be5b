/** The process that {@link createLauncher} starts. It runs commands for as long as somebody listens, and leaves none behind. */
import { keepCompiled } from '../../compile-cache.ts';
import type { FromLauncher, ToLauncher } from './launcher-messages.ts';

keepCompiled();
const { runCommand } = await import('./run.ts');

const leaders = new Set<number>();
const interruptions = new Map<number, AbortController>();
const tell = (message: FromLauncher): void => {
  process.send?.(message);
};

process.on('message', async (message: ToLauncher) => {
  const { id } = message;
  if (message.kind === 'interrupt') return interruptions.get(id)?.abort();
  const interruption = new AbortController();
  interruptions.set(id, interruption);
  if (message.interrupted) interruption.abort();
  const result = await runCommand(message.probe, {
    ...message.context,
    signal: interruption.signal,
    onProcessGroup(leader) {
      leaders.add(leader);
      tell({ kind: 'started', id, leader });
      return () => leaders.delete(leader);
    },
  });
  interruptions.delete(id);
  tell({ kind: 'ended', id, result });
});

process.on('disconnect', () => {
  for (const leader of leaders) {
    try {
      process.kill(-leader, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  process.exit();
});
