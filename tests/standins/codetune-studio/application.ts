import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';

/** What a version of the application is like: its `application.json`. */
interface Behaviour {
  readonly version?: string;
  /** It ends as soon as it is started. */
  readonly crashes?: boolean;
  /** It takes this much longer to make the comparison page. */
  readonly comparisonDelayMs?: number;
  /** What it writes instead of a line in the agreed form. */
  readonly oddLogLine?: string;
  /** After so many health checks since its start it writes errors. */
  readonly errsAfter?: number;
}

export interface Application {
  readonly port: number;
  start(): Promise<void>;
  stop(): Promise<void>;
  isActive(): boolean;
}

/** The page that compares experiments asks for the metrics of one model. */
const COMPARISON = `SELECT count(*) FROM training_config tc JOIN training_metric tm ON tc.id = tm.config_id WHERE tc.model_type = 'bert-base'`;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** The application under systemd: started and stopped, it reads its code anew and refuses connections in between. */
export async function createApplication({ state, databaseUrl }: { state: string; databaseUrl: string }): Promise<Application> {
  const port = await freePort();
  const running = join(state, 'running');
  let server: Server | undefined;
  let behaviour: Behaviour = {};
  let healthChecks = 0;

  const log = (level: string, message: string): void => {
    const at = new Date().toISOString().replace('T', ' ').replace('.', ',').replace('Z', '');
    appendFileSync(join(state, 'log/app.log'), `${at} - core.server - ${level} - ${message} - /srv/codetune-studio/core/server.py:42\n`);
  };

  const compare = async (): Promise<string> => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ count: string }>(COMPARISON).finally(() => client.end());
    await new Promise((resolve) => setTimeout(resolve, behaviour.comparisonDelayMs ?? 0));
    return `<h1>Comparison</h1><p>${rows[0]?.count} metrics</p>`;
  };

  const answer: RequestListener = async ({ url = '' }, response) => {
    const [path] = url.split('?');
    if (path === '/_stcore/health') {
      healthChecks += 1;
      if (healthChecks > (behaviour.errsAfter ?? Number.POSITIVE_INFINITY)) log('ERROR', 'Database transaction failed: deadlock detected');
      log('INFO', 'Health was asked for');
      response.end('ok');
    } else if (path === '/experiments/compare') response.end(await compare());
    else response.end('<!DOCTYPE html><title>Streamlit</title>');
  };

  const stop = async (): Promise<void> => {
    rmSync(running, { force: true });
    const stopping = server;
    server = undefined;
    if (stopping === undefined) return;
    stopping.closeAllConnections();
    stopping.close();
    await once(stopping, 'close');
  };

  return {
    port,
    stop,
    isActive: () => existsSync(running),
    async start() {
      behaviour = JSON.parse(readFileSync(join(state, 'repository/application.json'), 'utf8')) as Behaviour;
      healthChecks = 0;
      log('INFO', 'Logging configured: level=INFO, file=None');
      if (behaviour.oddLogLine !== undefined) appendFileSync(join(state, 'log/app.log'), `${behaviour.oddLogLine}\n`);
      if (behaviour.crashes === true) return log('CRITICAL', 'Fatal error: cannot start');
      log('INFO', 'Loaded 3 plugins: anthropic_code_suggester, code_analyzer, openai_code_analyzer');
      server = createServer(answer).listen(port, '127.0.0.1');
      await once(server, 'listening');
      writeFileSync(running, `${behaviour.version}\n`);
    },
  };
}
