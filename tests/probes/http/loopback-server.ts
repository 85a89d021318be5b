import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Server } from 'node:net';

const open = new Set<{ stop: () => void }>();

async function listen(server: Server | http.Server, scheme: string): Promise<string> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.add({
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An HTTP service on loopback; gives its base address. */
export const serveHttp = (handle: http.RequestListener): Promise<string> => listen(http.createServer(handle), 'http');

const certificate = (name: string): string => readFileSync(new URL(`./certificates/${name}`, import.meta.url), 'utf8');

/** The authority that signed all test certificates but the self-signed one. */
export const testAuthority = (): string => certificate('ca.crt');

/** An HTTPS service on loopback that shows one of the certificates beside this file. */
export const serveHttps = (cert: string, handle: http.RequestListener): Promise<string> =>
  listen(https.createServer({ cert: certificate(`${cert}.crt`), key: certificate('leaf.key') }, handle), 'https');

/** Something on loopback that speaks whatever it likes. */
export const serveRaw = (scheme: string, handle: (socket: net.Socket) => void): Promise<string> => listen(net.createServer(handle), scheme);

/** Ends every service that a test started. */
export function stopServing(): void {
  for (const { stop } of open) stop();
  open.clear();
}
