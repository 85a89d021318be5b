import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';

/** A request to the embedded DynamoDB, as much of it as it reads. */
export interface TableRequest {
  readonly method: string;
  readonly path: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface TableAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Puts a request to a server's own listener, as the socket would: the same answer without sockets and HTTP on the way,
 * which cost more than the table itself.
 */
export function askListener(server: Server, { method, path, headers, body }: TableRequest): Promise<TableAnswer> {
  return new Promise((resolve) => {
    const answered: Record<string, string> = {};
    const request = Object.assign(new EventEmitter(), { method, url: path, headers });
    const response = {
      statusCode: 200,
      setHeader(name: string, value: unknown): void {
        answered[name.toLowerCase()] = String(value);
      },
      end(text = ''): void {
        resolve({ statusCode: response.statusCode, headers: answered, body: Buffer.from(text) });
      },
    };
    server.emit('request', request, response);
    request.emit('data', body);
    request.emit('end');
  });
}
