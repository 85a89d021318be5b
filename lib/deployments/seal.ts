import { createHash } from 'node:crypto';

/** A record as it is stored: with its sort key. */
export type StoredRecord = Readonly<Record<string, unknown>> & { readonly sk: string };

/** The same data always gives the same text: keys in order, nothing left out but undefined. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** SHA-256 (hex) over records in the order of their keys, one canonical line each. */
export function sealOf(records: readonly StoredRecord[]): string {
  const hash = createHash('sha256');
  const ordered = records.toSorted((a, b) => (a.sk < b.sk ? -1 : a.sk > b.sk ? 1 : 0));
  for (const record of ordered) hash.update(`${canonicalJson(record)}\n`);
  return hash.digest('hex');
}
