import { rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import dynalite from 'dynalite';
import { InfrastructureError } from '../../errors.ts';
import type { Home } from './home.ts';
import { askListener, type TableAnswer, type TableRequest } from './listener.ts';
import { takeMutex } from './mutex.ts';

/** A table hosted by this process for everyone who shares the home. */
export interface Host {
  /** Answers what this process asks, without a socket. */
  ask(request: TableRequest): Promise<TableAnswer>;
  close(): Promise<void>;
}

const listen = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });

const shut = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

/**
 * Hosts the embedded DynamoDB on a socket, unless another process does: then undefined. Who hosts is settled by the
 * lock of a second LevelDB, which the system frees when its holder dies, so a crash never leaves it taken.
 */
export async function hostTable(home: Home): Promise<Host | undefined> {
  const release = await takeMutex(home.mutex);
  if (release === undefined) return undefined;
  await rm(home.socket, { force: true });
  const server = dynalite({ path: home.table, createTableMs: 0 });
  try {
    await listen(server, home.socket);
  } catch (error) {
    await release();
    throw new InfrastructureError(`cannot listen on ${home.socket}: ${(error as Error).message}`, { cause: error });
  }
  return {
    ask: (request) => askListener(server, request),
    async close() {
      server.closeIdleConnections();
      await shut(server);
      await release();
    },
  };
}
