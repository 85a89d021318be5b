import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { readBody } from './body.ts';

/** One request. */
export interface Sent {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** One answer; its body may be cut. */
export interface Answer {
  readonly status: number;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly truncated: boolean;
}

/** How far an exchange has come, for the reason of a timeout. */
export type Stage = 'connecting' | 'waiting' | 'reading';

/**
 * Sends one request on a connection of its own and reads the answer, following nothing. Throws what node:http throws.
 * `readsBody` says for a status whether its body is wanted.
 */
export async function exchange(
  sent: Sent,
  { signal, onStage, readsBody }: { signal: AbortSignal; onStage: (stage: Stage) => void; readsBody: (status: number) => boolean },
): Promise<Answer> {
  const { url, method, body } = sent;
  const headers = { ...basicAuthorization(url, sent.headers), ...sent.headers };
  const request = (url.protocol === 'https:' ? https : http).request(withoutCredentials(url), { method, headers, signal, agent: false });
  onStage('connecting');
  request.on('socket', (socket) => socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => onStage('waiting')));
  // Once the answer is there, a broken request is told by the answer's own stream.
  request.on('error', () => undefined);
  request.end(body);
  try {
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    onStage('reading');
    const status = response.statusCode ?? 0;
    const read = readsBody(status) && method !== 'HEAD' ? await readBody(response) : { body: '', truncated: false };
    return { status, headers: joinHeaders(response.headers), ...read };
  } finally {
    request.destroy();
  }
}

function withoutCredentials(url: URL): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare;
}

/** Credentials in the address are sent as every HTTP client does, unless the checklist sets the header itself. */
function basicAuthorization({ username, password }: URL, headers: Sent['headers']): Record<string, string> {
  const set = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
  if (set || (username === '' && password === '')) return {};
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  return { authorization: `Basic ${credentials}` };
}

const joinHeaders = (headers: http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
