import { rm } from 'node:fs/promises';
import type { Server, ServerResponse } from 'node:http';
import dynalite from 'dynalite';
import { InfrastructureError } from '../../errors.ts';
import type { Home } from './home.ts';
import { askListener, type TableAnswer, type TableRequest } from './listener.ts';
import { takeMutex } from './mutex.ts';
import { onWriteFailure } from './write-failure.ts';

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

/** Answers all that wait for an answer when the table has failed under one of them. */
function answerFailures(server: Server): () => void {
  const waiting = new Set<Pick<ServerResponse, 'statusCode' | 'end'>>();
  server.prependListener('request', (_, response: ServerResponse) => {
    const end = response.end.bind(response) as (text?: string) => ServerResponse;
    waiting.add(response);
    response.end = ((text?: string) => {
      waiting.delete(response);
      return end(text);
    }) as ServerResponse['end'];
  });
  return onWriteFailure(process, (message) => {
    for (const response of waiting) {
      response.statusCode = 500;
      response.end(JSON.stringify({ __type: 'InternalServerError', message }));
    }
  });
}

/**
 * Hosts the embedded DynamoDB on a socket, unless another process does: then undefined. Who hosts is settled by the
 * lock of a second LevelDB, which the system frees when its holder dies, so a crash never leaves it taken.
 */
export async function hostTable(home: Home): Promise<Host | undefined> {
  const release = await takeMutex(home.mutex);
  if (release === undefined) return undefined;
  await rm(home.socket, { force: true });
  const server = dynalite({ path: home.table, createTableMs: 0 });
  const stopAnswering = answerFailures(server);
  try {
    await listen(server, home.socket);
  } catch (error) {
    stopAnswering();
    await release();
    throw new InfrastructureError(`cannot listen on ${home.socket}: ${(error as Error).message}`, { cause: error });
  }
  return {
    ask: (request) => askListener(server, request),
    async close() {
      server.closeIdleConnections();
      await shut(server);
      stopAnswering();
      await release();
    },
  };
}
