import net from 'node:net';
import type pg from 'pg';

/** PostgreSQL frontend/backend protocol, message CancelRequest. */
const CANCEL_REQUEST = 80_877_102;
/** How long the server may take to hear it, in milliseconds. */
const PATIENCE_MS = 1_000;

/**
 * Asks the server to stop what this client runs, on a connection of its own; without it a statement whose client has gone
 * runs on. Never throws: the server may be what does not answer.
 */
export async function cancelStatement(client: pg.Client): Promise<void> {
  // Not in the type declarations; both are null until the server has let the client in.
  const { processID, secretKey } = client as unknown as { processID: number | null; secretKey: number | null };
  if (typeof processID !== 'number' || typeof secretKey !== 'number') return;
  const message = Buffer.alloc(16);
  message.writeInt32BE(16, 0);
  message.writeInt32BE(CANCEL_REQUEST, 4);
  message.writeInt32BE(processID, 8);
  message.writeInt32BE(secretKey, 12);
  const { host, port } = client;
  await new Promise<void>((resolve) => {
    const socket = host.startsWith('/') ? net.connect(`${host}/.s.PGSQL.${port}`) : net.connect(port, host);
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('error', () => undefined);
    // The server answers by closing the connection.
    socket.on('close', () => resolve());
    socket.resume();
    socket.end(message);
  });
}
