/**
 * The long-lived part of the stand-in: a real Postgres over the wire, and the application as its users see it. `systemctl` speaks
 * to it in lines on a socket. Ends when its standard input does, so it never outlives the test. `node system.ts STATE`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { prepareCluster } from '../../../examples/shop/database/cluster.ts';
import { serveSessions } from '../../../examples/shop/database/sessions.ts';
import { createApplication } from './application.ts';
import { SEED } from './seed.ts';

const CONFIGURATION = 'shared_buffers = 8MB\nmax_connections = 10\nmax_wal_size = 64MB\nmin_wal_size = 32MB\n';
const [, , state = ''] = process.argv;

async function openDatabase(): Promise<Server> {
  const directory = join(state, 'database');
  await prepareCluster(directory);
  const database = await PGlite.create({ dataDir: directory, postgresqlconf: CONFIGURATION, relaxedDurability: true });
  await database.exec(SEED);
  return serveSessions(
    Promise.resolve({
      run: (messages, answer) => database.runExclusive(() => database.execProtocolRawStream(messages, { onRawData: answer })),
      isInTransaction: () => database.isInTransaction(),
      reset: async () => {
        if (database.isInTransaction()) await database.exec('ROLLBACK');
        await database.exec('DISCARD ALL');
      },
    }),
  );
}

const listen = (server: Server, port = 0): Promise<number> =>
  new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

mkdirSync(join(state, 'log'), { recursive: true });
const databasePort = await listen(await openDatabase());
const databaseUrl = `postgres://postgres@127.0.0.1:${databasePort}/postgres`;
const application = await createApplication({ state, databaseUrl });

const systemd = createServer((socket) => {
  socket.on('error', () => socket.destroy());
  socket.once('data', async (line) => {
    const word = String(line).trim();
    if (word === 'stop' || word === 'restart') await application.stop();
    if (word === 'start' || word === 'restart') await application.start();
    socket.end(`${application.isActive() ? 'active' : 'inactive'}\n`);
  });
});
const addresses = { baseUrl: `http://127.0.0.1:${application.port}`, databaseUrl, systemdPort: await listen(systemd) };
writeFileSync(join(state, 'systemd-port'), `${addresses.systemdPort}\n`);
process.stdin.resume().once('end', () => process.exit(0));
process.stdout.write(`${JSON.stringify(addresses)}\n`);
