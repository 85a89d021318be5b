import { missingReason, substitute } from '../substitute.ts';

type Address = { readonly url: URL } | { readonly reason: string };

/**
 * The address with its names replaced. A value that begins the address (`$BASE_URL/health`) and one in its host part are taken
 * as they are; one that lands in the user name, the password, the path or the query is percent-encoded.
 */
export function resolveAddress(template: string, values: Readonly<Record<string, string>>): Address {
  const hostStart = template.indexOf('://') + 3;
  const hostEnd = hostStart < 3 ? 0 : hostStart + template.slice(hostStart).search(/[/?#]|$/);
  const credentialsEnd = template.lastIndexOf('@', hostEnd - 1);
  const result = substitute(template, values, (value, { offset }) =>
    offset === 0 || (offset < hostEnd && offset > credentialsEnd) ? value : encodeURIComponent(value.toWellFormed()),
  );
  if (result.kind === 'missing') return { reason: missingReason(result.names) };
  const url = URL.parse(result.value.trim());
  if (url === null) return { reason: `${template} is not an address once its names are replaced: expected http://… or https://…` };
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { reason: `${template} begins with ${url.protocol} once its names are replaced: expected http: or https:` };
  return { url };
}

/** An address as a reason may show it: no user name, no password, no query. */
export function printAddress(url: URL): string {
  return `${url.origin}${url.pathname}${url.search === '' ? '' : '?…'}`;
}
