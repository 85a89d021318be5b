import type { HttpProbe } from '../../../probes/schema.ts';

const WITHOUT_VALUE =
  /^(?:-[sSfLkiIgvN]+|--silent|--show-error|--fail|--location|--head|--include|--compressed|--verbose|--no-buffer|--fail-with-body|--globoff)$/;
const WITH_VALUE = /^(?:-[omwA]|--output|--max-time|--write-out|--user-agent|--connect-timeout|--retry|--retry-delay)$/;

/** What `curl` asks for, when it is one request that only reads; undefined when it sends, saves or does more. */
export function requestOf(words: readonly string[]): HttpProbe | undefined {
  if (words[0] !== 'curl') return undefined;
  let [url, method]: [string | undefined, 'GET' | 'HEAD'] = [undefined, 'GET'];
  const headers: Record<string, string> = {};
  for (let index = 1; index < words.length; index++) {
    const word = words[index] ?? '';
    if (WITHOUT_VALUE.test(word)) {
      if (/^-\w*I|^--head$/.test(word)) method = 'HEAD';
      // Without checking certificates is not how a probe asks.
      if (/^-\w*k/.test(word)) return undefined;
    } else if (WITH_VALUE.test(word)) {
      const value = words[++index] ?? '';
      if (/^-o|^--output/.test(word) && value !== '/dev/null') return undefined;
    } else if (word === '-X' || word === '--request') {
      if (!/^(?:GET|HEAD)$/.test(words[++index] ?? '')) return undefined;
      if (words[index] === 'HEAD') method = 'HEAD';
    } else if (word === '-H' || word === '--header') {
      const [, name, value] = /^([\w-]+):\s*(.+)$/.exec(words[++index] ?? '') ?? [];
      if (name === undefined || value === undefined) return undefined;
      headers[name] = value;
    } else if (word.startsWith('-') || url !== undefined) return undefined;
    else url = word;
  }
  if (url === undefined || /[\s<>"'`\\^]|\$\(|\$(?![A-Z_{])|\$\{(?![A-Z_][A-Z0-9_]*\})/.test(url)) return undefined;
  const whole = /^(?:https?:\/\/[^/]|\$)/i.test(url) ? url : /^[\w.-]+(?::\d+)?(?:\/|$)/.test(url) ? `http://${url}` : undefined;
  if (whole === undefined || placeholderHost(whole)) return undefined;
  return {
    kind: 'http',
    url: whole,
    ...(method === 'HEAD' ? { method } : {}),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  } as HttpProbe;
}

const placeholderHost = (url: string): boolean => /\/\/(?:host|hostname|server|domain)(?:[:/]|$)/i.test(url);
