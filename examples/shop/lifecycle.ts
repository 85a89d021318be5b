import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checklistFor } from './checklist.ts';
import { withDatabase } from './database/client.ts';
import { currentRevision, migrateTo } from './database/migrations.ts';
import { seed } from './database/seed.ts';
import { deploy } from './deployment.ts';
import { findBackground, lastWords, logFile, startBackground, stopBackground } from './processes/background.ts';
import { exclusively } from './processes/exclusive.ts';
import { freePort } from './processes/ports.ts';
import { currentVersion } from './releases.ts';
import { messageOf } from './run-command.ts';
import { type Ports, rememberedPorts, rememberPorts, type Settings, SHOP, settingsFor } from './settings.ts';

const DATABASE_READY_WITHIN_MS = 60_000;
/** How often a start is tried when another program takes a port in between. */
const ATTEMPTS = 3;
/** Where a demonstration begins. */
const FIRST_VERSION = '1.4.0';
const FIRST_REVISION = 1;

/** A shop that is up. */
export interface Shop {
  readonly baseUrl: string;
  readonly databaseUrl: string;
  /** The checklist that deploys to it. */
  readonly checklist: string;
  readonly version: string;
  readonly revision: number;
  /** True when another version or schema was found and brought back to where a demonstration begins. */
  readonly wasReset: boolean;
  /** Processes that were not running before. */
  readonly started: readonly string[];
}

/** The wanted port, or another one where it is taken: a second clone on this machine may use the same. */
const choosePort = async (wanted: number): Promise<number> => (await freePort(wanted)) ?? (await freePort(0)) ?? 0;

const isRunning = (state: string, name: string): boolean => findBackground(state, name) !== undefined;

/**
 * V8's optimizing compiler triples the memory of the database process (640 MB against 150) and gains nothing in a short life.
 */
const DATABASE_NODE_OPTIONS = ['--liftoff-only'];

/** Which process answers at an address: another shop's may, where it was quicker to take the port. */
function instanceAt(databaseUrl: string): Promise<string | undefined> {
  return withDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ instance: string | null }>("SELECT current_setting('shop.instance', true) AS instance");
    return rows[0]?.instance ?? undefined;
  });
}

async function startDatabase({ state, databaseUrl }: Settings): Promise<void> {
  const { token } = startBackground(state, {
    name: 'database',
    script: join(SHOP, 'database', 'server.ts'),
    nodeOptions: DATABASE_NODE_OPTIONS,
    environment: { SHOP_STATE: state },
  });
  const giveUpAt = performance.now() + DATABASE_READY_WITHIN_MS;
  for (;;) {
    try {
      if ((await instanceAt(databaseUrl)) === token) return;
      throw new Error('another database answers');
    } catch (error) {
      const gone = !isRunning(state, 'database');
      if (gone || performance.now() > giveUpAt)
        throw new Error(
          `the database did not start: ${gone ? lastWords(state, 'database') : messageOf(error)}\nits log is ${logFile(state, 'database')}`,
        );
    }
    await sleep(50);
  }
}

async function prepareDatabase({ databaseUrl, orders }: Settings): Promise<number> {
  return withDatabase(databaseUrl, async (client) => {
    if ((await currentRevision(client)) === 0) await migrateTo(client, FIRST_REVISION);
    await seed(client, orders);
    return currentRevision(client);
  });
}

/**
 * Starts what does not run: database, first schema and orders, service. Harmless when all runs. `fresh` also brings a shop on which
 * something was deployed back to 1.4.0 and its schema.
 */
export function bringUp(wanted: Settings, { fresh = false } = {}): Promise<Shop> {
  return exclusively(join(wanted.state, 'starting'), async () => {
    for (let attempt = 1; ; attempt += 1) {
      const started: string[] = [];
      try {
        return await bringUpAlone(wanted, fresh, started);
      } catch (error) {
        for (const name of started.toReversed()) await stopBackground(wanted.state, name);
        if (attempt === ATTEMPTS || !(await lostItsPort(wanted.state))) throw error;
      }
    }
  });
}

/** A port that was free when it was chosen, but not when it was needed: another shop that started in the same moment has it. */
async function lostItsPort(state: string): Promise<boolean> {
  const ports = rememberedPorts(state);
  if (ports === undefined) return false;
  for (const name of ['database', 'service'] as const)
    if (!isRunning(state, name) && (await freePort(ports[name])) === undefined) return true;
  return false;
}

async function bringUpAlone(wanted: Settings, fresh: boolean, started: string[]): Promise<Shop> {
  const { state, orders } = wanted;
  // A DATABASE_URL of the caller's environment may be anybody's: here it is always the shop's own.
  let settings = settingsFor(state, orders, rememberedPorts(state) ?? wanted.ports);
  const use = (ports: Ports): void => {
    rememberPorts(state, ports);
    settings = settingsFor(state, orders, ports);
  };
  if (!isRunning(state, 'database')) {
    // Without its database a service is of no use, and it would look for it at the old port.
    await stopBackground(state, 'service');
    use({ ...wanted.ports, database: await choosePort(wanted.ports.database) });
    started.push('database');
    await startDatabase(settings);
  }
  const found = { version: currentVersion(state) ?? FIRST_VERSION, revision: await prepareDatabase(settings) };
  const { version, revision } = fresh ? { version: FIRST_VERSION, revision: FIRST_REVISION } : found;
  if (!isRunning(state, 'service')) {
    use({ ...settings.ports, service: await choosePort(settings.ports.service) });
    started.push('service');
  }
  await deploy(settings, version);
  if (revision !== found.revision) await withDatabase(settings.databaseUrl, (client) => migrateTo(client, revision));
  const { baseUrl, databaseUrl } = settings;
  const wasReset = version !== found.version || revision !== found.revision;
  return { baseUrl, databaseUrl, checklist: checklistFor(settings), version, revision, wasReset, started };
}

/** Ends both processes; true when one ran. */
export async function takeDown(state: string): Promise<boolean> {
  const service = await stopBackground(state, 'service');
  const database = await stopBackground(state, 'database');
  return service || database;
}
