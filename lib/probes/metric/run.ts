import { startDeadline } from '../deadline.ts';
import { resolveAddress } from '../http/address.ts';
import { sendAndFollow } from '../http/redirects.ts';
import type { ProbeResult, RunProbe } from '../observation.ts';
import type { MetricProbe } from '../schema.ts';
import { missingReason, substitute } from '../substitute.ts';
import { readSample } from './sample.ts';

const DEFAULT_SERVER = '$PROMETHEUS_URL';
const MAX_REDIRECTS = 5;

/** What a value needs inside the quotes of a PromQL text. */
const inQuotes = (value: string): string => value.replace(/["'\\]/g, '\\$&').replaceAll('\n', '\\n');

/** Asks a Prometheus server for the one value that a query gives now. Anything but one finite number is `unable`. */
export const runMetric: RunProbe<MetricProbe> = async (probe, context) => {
  const deadline = startDeadline(context);
  const unable = (reason: string): ProbeResult => ({ kind: 'unable', reason, durationMs: deadline.elapsedMs() });
  const address = resolveAddress(probe.prometheus ?? DEFAULT_SERVER, context.values);
  if ('reason' in address) return unable(address.reason);
  const query = substitute(probe.query, context.values, inQuotes);
  if (query.kind === 'missing') return unable(missingReason(query.names));
  const followed = await sendAndFollow(
    { url: queryAddress(address.url, query.value), method: 'GET', headers: { 'user-agent': 'gonogo', accept: 'application/json' } },
    {
      maxRedirects: MAX_REDIRECTS,
      secrets: context.secretNames.flatMap((name) => context.values[name] ?? []),
      signal: deadline.signal,
      cause: deadline.cause,
    },
  );
  if (followed.kind === 'failed') return unable(followed.reason);
  const { answer } = followed;
  if (answer.truncated) return unable('the answer is longer than 1 MB: the query gives too many samples, expected exactly one');
  const sample = readSample(answer.body, answer.status);
  if ('reason' in sample) return unable(sample.reason);
  const { text, number } = sample;
  return { kind: 'seen', observation: { durationMs: deadline.elapsedMs(), output: text, json: number, summary: text } };
};

function queryAddress(server: URL, query: string): URL {
  const url = new URL(server);
  url.pathname = `${server.pathname.replace(/\/+$/, '')}/api/v1/query`;
  url.searchParams.set('query', query);
  return url;
}
