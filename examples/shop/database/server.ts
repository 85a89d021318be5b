/** The database process: Postgres in WebAssembly, served over the real wire protocol on loopback. */
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { readSettings } from '../settings.ts';
import { prepareCluster } from './cluster.ts';
import { type Engine, serveSessions } from './sessions.ts';

/** Small: the whole shop shares a laptop with the tools that deploy it. */
const CONFIGURATION = `
shared_buffers = 8MB
maintenance_work_mem = 16MB
max_connections = 10
max_wal_size = 64MB
min_wal_size = 32MB
timezone = 'UTC'
shop.instance = '${process.argv[2] ?? ''}'
`;

const { state, ports } = readSettings(process.env);

async function openEngine(): Promise<{ engine: Engine; close: () => Promise<void> }> {
  const directory = join(state, 'database');
  await prepareCluster(directory);
  const database = await PGlite.create({ dataDir: directory, postgresqlconf: CONFIGURATION });
  const engine: Engine = {
    run: (messages, answer) => database.runExclusive(() => database.execProtocolRawStream(messages, { onRawData: answer })),
    isInTransaction: () => database.isInTransaction(),
    reset: async () => {
      if (database.isInTransaction()) await database.exec('ROLLBACK');
      await database.exec('DISCARD ALL');
    },
  };
  return { engine, close: () => database.close() };
}

const opening = Promise.withResolvers<Awaited<ReturnType<typeof openEngine>>>();
const server = serveSessions(opening.promise.then(({ engine }) => engine));

// The port is taken before the files are opened: it keeps a second process from opening them too.
server.once('error', (error) => {
  console.error(`the database cannot listen on 127.0.0.1:${ports.database}: ${error.message}`);
  process.exit(1);
});
server.listen(ports.database, '127.0.0.1', () => opening.resolve(openEngine()));

const stop = async (): Promise<void> => {
  server.close();
  const { close } = await opening.promise;
  await close();
  process.exit(0);
};
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
