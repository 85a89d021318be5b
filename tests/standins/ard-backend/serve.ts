import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Behaviour, readRegistry, readService, writeLog } from './cloud.ts';

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

const LISTS: Readonly<Record<string, unknown>> = {
  '/api/optimization_runs': { optimization_runs: [{ id: 'run-7', status: 'completed' }], count: 1 },
  '/api/ai_queries': { ai_queries: [{ id: 'query-3', cost_usd: 0.0012 }], count: 1 },
};

/** Cloud Run's front: each request goes to the revision that has the traffic now. Returns its address, and how it is ended. */
export async function serve(state: string): Promise<{ url: string; close: () => Promise<void> }> {
  const healthChecks = new Map<string, number>();

  const health = (response: ServerResponse, revision: string, { database = 'connected', version, failsAfter }: Behaviour): void => {
    const checks = (healthChecks.get(revision) ?? 0) + 1;
    healthChecks.set(revision, checks);
    if (failsAfter === undefined || checks <= failsAfter) {
      json(response, 200, { status: 'healthy', version, timestamp: new Date().toISOString(), database, ai: 'configured' });
      return;
    }
    writeLog(state, { revision, severity: 'ERROR', text: 'sqlalchemy.exc.TimeoutError: QueuePool limit reached' });
    json(response, 503, { status: 'unhealthy' });
  };

  const server = createServer(async ({ url = '', method }, response) => {
    const { serving, revisions } = readService(state);
    const behaviour = readRegistry(state)[revisions.find(({ name }) => name === serving)?.image ?? ''] ?? {};
    const [path = ''] = url.split('?');
    if (path === '/health') health(response, serving, behaviour);
    else if (path === '/static/analytics.html') response.writeHead(200, { 'content-type': 'text/html' }).end('<canvas></canvas>');
    else if (path === '/api/reason' && method === 'POST') json(response, 200, { answer: 'About 750 °C.', model: 'flash' });
    else if (path === '/api/experiments') {
      await delay(behaviour.apiDelayMs ?? 0);
      json(response, behaviour.apiStatus ?? 200, { experiments: [{ id: 'exp-1' }], count: 1 });
    } else if (path in LISTS) json(response, 200, LISTS[path]);
    else json(response, 404, { detail: 'Not Found' });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
