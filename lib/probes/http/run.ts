import { startDeadline } from '../deadline.ts';
import { trimPartialSecrets } from '../mask.ts';
import type { ProbeContext, ProbeResult, RunProbe } from '../observation.ts';
import type { HttpProbe } from '../schema.ts';
import { missingReason, type Substituted, substitute, substituteAll, substituteJson } from '../substitute.ts';
import { resolveAddress } from './address.ts';
import type { Answer, Sent } from './exchange.ts';
import { sendAndFollow } from './redirects.ts';

const DEFAULT_REDIRECTS = 5;

/** Sends an HTTP request. What it saw is the last answer; its latency is the time until the whole body was there. */
export const runHttp: RunProbe<HttpProbe> = async (probe, context) => {
  const deadline = startDeadline(context);
  const unable = (reason: string): ProbeResult => ({ kind: 'unable', reason, durationMs: deadline.elapsedMs() });
  const sent = requestOf(probe, context);
  if ('reason' in sent) return unable(sent.reason);
  const secrets = context.secretNames.flatMap((name) => context.values[name] ?? []);
  const maxRedirects = probe.followRedirects ?? DEFAULT_REDIRECTS;
  const followed = await sendAndFollow(sent, { maxRedirects, secrets, signal: deadline.signal, cause: deadline.cause });
  if (followed.kind === 'failed') return unable(followed.reason);
  const { answer, hops } = followed;
  return {
    kind: 'seen',
    observation: {
      durationMs: deadline.elapsedMs(),
      output: answer.truncated ? trimPartialSecrets(answer.body, '', secrets).head : answer.body,
      status: answer.status,
      headers: answer.headers,
      ...(answer.truncated ? { truncated: true } : {}),
      summary: summarize(answer, hops),
    },
  };
};

function summarize({ status, truncated }: Answer, hops: readonly string[]): string {
  const count = hops.length - 1;
  const redirects = count === 0 ? '' : ` after ${count} redirect${count === 1 ? '' : 's'} (${hops.join(' → ')})`;
  return `${status}${redirects}${truncated ? ', body cut at 1 MB,' : ''}`;
}

function requestOf(probe: HttpProbe, { values }: ProbeContext): Sent | { readonly reason: string } {
  const address = resolveAddress(probe.url, values);
  if ('reason' in address) return address;
  const headers = resolveHeaders(probe.headers ?? {}, values);
  if ('reason' in headers) return headers;
  const content = contentOf(probe, values);
  if (content?.kind === 'missing') return { reason: missingReason(content.names) };
  const hasType = Object.keys(headers.headers).some((name) => name.toLowerCase() === 'content-type');
  const type = probe.json === undefined || hasType ? {} : { 'content-type': 'application/json' };
  return {
    url: address.url,
    method: probe.method ?? (content === undefined ? 'GET' : 'POST'),
    headers: { 'user-agent': 'gonogo', accept: '*/*', ...type, ...headers.headers },
    body: content?.value,
  };
}

function contentOf({ json, body }: HttpProbe, values: ProbeContext['values']): Substituted<string> | undefined {
  if (json === undefined) return body === undefined ? undefined : substitute(body, values);
  const data = substituteJson(json, values);
  return data.kind === 'missing' ? data : { kind: 'substituted', value: JSON.stringify(data.value) };
}

type Headers = { readonly headers: Readonly<Record<string, string>> } | { readonly reason: string };

function resolveHeaders(templates: Readonly<Record<string, string>>, values: ProbeContext['values']): Headers {
  const names = Object.keys(templates);
  const resolved = substituteAll(Object.values(templates).map((template) => substitute(template, values)));
  if (resolved.kind === 'missing') return { reason: missingReason(resolved.names) };
  const unfit = names.find((name, index) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !isHeaderText(resolved.value[index] ?? ''));
  if (unfit !== undefined)
    return { reason: `the header ${unfit} cannot be sent: it holds a line end or another character that headers may not have` };
  return { headers: Object.fromEntries(names.map((name, index) => [name, resolved.value[index] ?? ''])) };
}

/** Visible Latin-1, blanks and tabs: what node:http accepts. */
const isHeaderText = (text: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
