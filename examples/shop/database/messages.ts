/** Frames of the Postgres wire protocol, as far as a server needs to tell them apart. */

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const LONGEST = 64 * 1024 * 1024;

export const REFUSE_ENCRYPTION = Buffer.from('N');
const TERMINATE = 'X'.charCodeAt(0);

export type Opening =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'encryption' | 'cancel' | 'startup'; readonly packet: Buffer; readonly rest: Buffer };

/** The first packet of a connection has a length but no type. */
export function readOpening(received: Buffer): Opening {
  if (received.length < 8) return { kind: 'incomplete' };
  const length = received.readUInt32BE(0);
  if (length < 8 || length > 10_000) throw new Error('this is not the Postgres protocol');
  if (received.length < length) return { kind: 'incomplete' };
  const code = received.readUInt32BE(4);
  const kind = code === SSL_REQUEST || code === GSS_REQUEST ? 'encryption' : code === CANCEL_REQUEST ? 'cancel' : 'startup';
  return { kind, packet: received.subarray(0, length), rest: received.subarray(length) };
}

export interface Batch {
  /** All complete messages, in one piece. */
  readonly messages: Buffer;
  readonly rest: Buffer;
  /** The client said goodbye after them. */
  readonly ended: boolean;
}

/** Splits what was received after the complete messages. */
export function readBatch(received: Buffer): Batch {
  let end = 0;
  while (received.length - end >= 5) {
    if (received[end] === TERMINATE) return { messages: received.subarray(0, end), rest: Buffer.alloc(0), ended: true };
    const length = received.readUInt32BE(end + 1);
    if (length < 4 || length > LONGEST) throw new Error('a message of this length is not taken');
    if (end + 1 + length > received.length) break;
    end += 1 + length;
  }
  return { messages: received.subarray(0, end), rest: received.subarray(end), ended: false };
}

/** The last words of the server on a connection. */
export function fatal(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeUInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
