import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { decodeWhole } from '../bounded-text.ts';

/** What is read of a body, in bytes after unpacking: a check needs no more, and a service may send without end. */
export const MAX_BODY_BYTES = 1_048_576;

const UNPACK: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** Reads a body as text and stops at 1 MB. Throws when the connection breaks, or when the body cannot be unpacked. */
export async function readBody(response: IncomingMessage): Promise<{ readonly body: string; readonly truncated: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of unpacked(response)) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > MAX_BODY_BYTES) break;
  }
  const bytes = Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES);
  const truncated = length > MAX_BODY_BYTES;
  return { body: decode(bytes, response.headers['content-type'], truncated), truncated };
}

function unpacked(response: IncomingMessage): Readable {
  // These have no body, whatever their headers say of it.
  if (response.statusCode === 204 || response.statusCode === 304 || response.headers['content-length'] === '0') return response;
  const codings = (response.headers['content-encoding'] ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  const streams = codings.toReversed().map((coding) => {
    const unpack = UNPACK[coding];
    if (unpack === undefined) throw new Error(`the body is packed as ${coding}, which is not supported`);
    return unpack();
  });
  const last = streams.at(-1);
  if (last === undefined) return response;
  // An error anywhere ends the last stream with it, which is where it is told.
  pipeline([response, ...streams], () => undefined);
  return last;
}

function decode(bytes: Buffer, contentType: string | undefined, cut: boolean): string {
  const [, charset = 'utf-8'] = /charset="?([\w-]+)/i.exec(contentType ?? '') ?? [];
  if (cut && /^utf-?8$/i.test(charset)) return decodeWhole(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
