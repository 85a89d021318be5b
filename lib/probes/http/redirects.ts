import { createMask, holdsSecret } from '../mask.ts';
import { printAddress } from './address.ts';
import { type Answer, exchange, type Sent, type Stage } from './exchange.ts';
import { explainFailure } from './failure.ts';

/** What became of a request with all its redirects. `hops` are the addresses that were asked, for a reason. */
export type Followed =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly hops: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string };

const REDIRECTS = [301, 302, 303, 307, 308];
const isRedirect = (status: number): boolean => REDIRECTS.includes(status);

interface Options {
  readonly maxRedirects: number;
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
  /** Why the signal aborted. */
  readonly cause: () => string;
}

/**
 * Sends a request and follows its redirects. A redirect from https to http is refused; what proves who asks (credentials,
 * cookies, headers with secrets) is not sent to another origin. The last answer counts, even when it is one redirect too many.
 */
export async function sendAndFollow(first: Sent, options: Options): Promise<Followed> {
  const hops: string[] = [];
  let sent = first;
  for (;;) {
    hops.push(printAddress(sent.url));
    const last = hops.length > options.maxRedirects;
    const outcome = await attempt(sent, last, options);
    if ('reason' in outcome) return { kind: 'failed', reason: withHops(outcome.reason, hops) };
    const { location } = outcome.headers;
    if (last || !isRedirect(outcome.status) || location === undefined) return { kind: 'answer', answer: outcome, hops };
    const next = redirected(sent, outcome.status, location, options.secrets);
    if ('reason' in next) return { kind: 'failed', reason: withHops(next.reason, hops) };
    sent = next;
  }
}

const withHops = (reason: string, hops: readonly string[]): string =>
  hops.length === 1 ? reason : `${reason}; redirects: ${hops.join(' → ')}`;

async function attempt(sent: Sent, last: boolean, { signal, cause }: Options): Promise<Answer | { readonly reason: string }> {
  let stage: Stage = 'connecting';
  const onStage = (reached: Stage): void => {
    stage = reached;
  };
  try {
    return await exchange(sent, { signal, onStage, readsBody: (status) => last || !isRedirect(status) });
  } catch (error) {
    return { reason: signal.aborted ? `${cause()} ${STAGES[stage]} ${printAddress(sent.url)}` : explainFailure(error, sent.url.host) };
  }
}

const STAGES: Readonly<Record<Stage, string>> = {
  connecting: 'while connecting to',
  waiting: 'while waiting for an answer from',
  reading: 'before the answer was complete, from',
};

function redirected(sent: Sent, status: number, location: string, secrets: readonly string[]): Sent | { readonly reason: string } {
  const url = URL.parse(location, sent.url.href);
  if (url === null) return { reason: `${printAddress(sent.url)} redirects to something that is no address` };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { reason: `a redirect to a ${url.protocol} address is not followed` };
  if (sent.url.protocol === 'https:' && url.protocol === 'http:')
    return { reason: `the redirect from ${printAddress(sent.url)} to ${printAddress(url)} is not followed: it would leave encryption` };
  const becomesGet = (status === 303 && sent.method !== 'HEAD') || ((status === 301 || status === 302) && sent.method === 'POST');
  const body = becomesGet ? undefined : sent.body;
  const sameOrigin = url.origin === sent.url.origin;
  // JSON may hold a secret in an escaped form, which the mask knows too.
  if (!sameOrigin && body !== undefined && holdsSecret(body, createMask(secrets)))
    return { reason: `the redirect to ${url.origin} is not followed: the body holds a secret meant for ${sent.url.origin}` };
  if (sameOrigin && url.username === '' && url.password === '') {
    url.username = sent.url.username;
    url.password = sent.url.password;
  }
  const headers = Object.entries(sent.headers)
    .filter(([name]) => !(becomesGet && name.toLowerCase().startsWith('content-')))
    .filter(([name, value]) => sameOrigin || !provesWhoAsks(name, value, secrets));
  return { url, method: becomesGet ? 'GET' : sent.method, headers: Object.fromEntries(headers), body };
}

const provesWhoAsks = (name: string, value: string, secrets: readonly string[]): boolean =>
  ['authorization', 'proxy-authorization', 'cookie', 'host'].includes(name.toLowerCase()) || holdsSecret(value, createMask(secrets));
