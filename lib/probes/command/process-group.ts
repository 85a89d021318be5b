import { setTimeout as delay } from 'node:timers/promises';

/** How long a command may take to end by itself after SIGTERM, in milliseconds. */
export const TERMINATION_GRACE_MS = 5_000;
const POLL_MS = 20;

/** Sends a signal to every process of a group; false when none is left. */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch (error) {
    // EPERM: there are processes, but of another user (after sudo).
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Ends a command with all it started: SIGTERM, then SIGKILL to whatever is still there after the grace.
 * Gives the last signal that was needed.
 */
export async function terminateGroup(leader: number, graceMs: number): Promise<'SIGTERM' | 'SIGKILL'> {
  signalGroup(leader, 'SIGTERM');
  const end = performance.now() + graceMs;
  while (performance.now() < end) {
    if (!signalGroup(leader, 0)) return 'SIGTERM';
    await delay(POLL_MS);
  }
  return signalGroup(leader, 'SIGKILL') ? 'SIGKILL' : 'SIGTERM';
}
