import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that was ended lets go of its port a moment later. */
const LET_GO_WITHIN_MS = 1_000;

/** The port itself when it is free on loopback, any free one for 0; undefined when it is taken, and stays so for a second. */
export async function freePort(port: number): Promise<number | undefined> {
  const giveUpAt = performance.now() + LET_GO_WITHIN_MS;
  for (;;) {
    const free = await listenOnce(port);
    if (free !== undefined || performance.now() > giveUpAt) return free;
    await sleep(50);
  }
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}
