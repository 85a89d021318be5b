import type net from 'node:net';
import { serveRaw } from '../http/loopback-server.ts';

/** Messages of the PostgreSQL protocol, as a server sends them. */
const message = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const int32 = (...numbers: number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, index) => {
    bytes.writeInt32BE(number, index * 4);
  });
  return bytes;
};
const text = (value: string): Buffer => Buffer.from(`${value}\0`);

const ASK_PASSWORD = message('R', int32(3));
const READY = message('Z', Buffer.from('I'));
const WELCOME = Buffer.concat([message('R', int32(0)), message('K', int32(4_711, 815)), READY]);
const refusal = (code: string, words: string): Buffer =>
  message('E', Buffer.concat([text('SFATAL'), text(`C${code}`), text(`M${words}`), Buffer.from([0])]));

const CANCEL_REQUEST = 80_877_102;

/** A server that wants a password and takes none. */
export const refusingDatabase = (code: string, words: string): Promise<string> =>
  serveRaw('postgres', (socket) => {
    socket.once('data', () => {
      socket.write(ASK_PASSWORD);
      socket.once('data', () => socket.end(refusal(code, words)));
    });
  });

/** A server that lets clients in and answers no statement; `cancelled` lists the processes it was asked to stop. */
export async function silentDatabase(): Promise<{ readonly address: string; readonly cancelled: number[] }> {
  const cancelled: number[] = [];
  const address = await serveRaw('postgres', (socket: net.Socket) => {
    socket.once('data', (first: Buffer) => {
      if (first.readInt32BE(4) !== CANCEL_REQUEST) return socket.write(WELCOME);
      cancelled.push(first.readInt32BE(8));
      return socket.end();
    });
  });
  return { address, cancelled };
}

/** A server that lets clients in and answers every statement with an error. */
export const stoppingDatabase = (code: string, words: string): Promise<string> =>
  serveRaw('postgres', (socket) => {
    socket.once('data', () => {
      socket.write(WELCOME);
      socket.on('data', () => socket.write(Buffer.concat([refusal(code, words), READY])));
    });
  });
