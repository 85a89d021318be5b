import { createServer } from 'node:http';
import { withDatabase } from '../database/client.ts';
import { messageOf } from '../run-command.ts';
import { readSettings } from '../settings.ts';
import { health } from './health.ts';
import { createMetrics } from './metrics.ts';
import { orders } from './orders.ts';
import type { Answer, Page, Release } from './release.ts';

/** Serves a release on the shop's port until SIGTERM. */
export function serve(release: Release): void {
  const { ports, databaseUrl } = readSettings(process.env);
  const metrics = createMetrics();
  const pages: Readonly<Record<string, Page>> = { '/health': health(release), '/orders': orders, ...release.pages };
  const [, , instance = ''] = process.argv;

  const answer = async (path: string, query: URLSearchParams): Promise<Answer> => {
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    if (page === undefined) return { status: 404, body: { error: `there is no page ${path}` } };
    try {
      return await withDatabase(databaseUrl, (client) => page(client, query));
    } catch (error) {
      console.error(`${path}: ${messageOf(error)}`);
      return { status: 503, body: { status: 'unhealthy', version: release.version, database: 'unreachable' } };
    }
  };

  const server = createServer((request, response) => {
    const began = performance.now();
    const { pathname, searchParams } = URL.parse(request.url ?? '/', 'http://shop') ?? new URL('http://shop/');
    const send = (status: number, type: string, text: string): void => {
      response.writeHead(status, { 'content-type': type, 'x-shop-instance': instance }).end(text);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, 'text/plain', 'this shop only shows\n');
    if (pathname === '/metrics') return send(200, 'text/plain; version=0.0.4', metrics.text());
    void answer(pathname, searchParams).then(({ status, body }) => {
      metrics.count(status, (performance.now() - began) / 1000);
      send(status, 'application/json', `${JSON.stringify(body)}\n`);
    });
  });
  server.once('error', (error) => {
    console.error(`the service cannot listen on 127.0.0.1:${ports.service}: ${error.message}`);
    process.exit(1);
  });
  server.listen(ports.service, '127.0.0.1');
  process.once('SIGTERM', () => {
    // Requests in flight are answered; connections that a client keeps open are not waited for.
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 2_000).unref();
  });
}
