import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the small checklist changes and looks at. */
export interface SmallService {
  readonly url: string;
  /** Back to how it was before any deployment. */
  reset(): void;
  /** What deployments change: a rollback must leave it as `reset` does. */
  state(): { readonly revision: number; readonly version: string };
  /** Resolves when someone asks for this path, and keeps them waiting until the promise that it gives back settles. */
  hold(path: string): { readonly asked: Promise<void>; readonly release: () => void };
  close(): void;
}

/** How often the cache is cold before it is warm. */
const COLD = 2;

/** A service with a schema revision, a running version, and pages to look at. */
export async function smallService(): Promise<SmallService> {
  let [revision, version, cold] = [1, 'old', COLD];
  const held = new Map<string, { readonly ask: () => void; readonly released: Promise<void> }>();

  function answer(method: string, path: string): readonly [status: number, body: object] {
    const [, place, value = ''] = path.split('/');
    if (method === 'PUT' && place === 'schema') revision = Number(value);
    if (method === 'PUT' && place === 'version') version = value;
    switch (place) {
      case 'schema':
        return [200, { revision }];
      case 'version':
        return [200, { version }];
      case 'backup':
        return [200, { saved: true }];
      case 'health':
        return [200, { status: 'healthy' }];
      case 'warm':
        return cold-- > 0 ? [503, { warm: false }] : [200, { warm: true }];
      case 'measure':
        return [200, { rows: 10 }];
      case 'banner':
        return [200, { banner: 'still here' }];
      default:
        return [404, {}];
    }
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url = '/' } = request;
    const holding = held.get(url);
    holding?.ask();
    void Promise.resolve(holding?.released).then(() => {
      const [status, body] = answer(method, url);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reset() {
      [revision, version, cold] = [1, 'old', COLD];
    },
    state: () => ({ revision, version }),
    hold(path) {
      const asked = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      held.set(path, { ask: asked.resolve, released: released.promise });
      const release = (): void => {
        held.delete(path);
        released.resolve();
      };
      return { asked: asked.promise, release };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
