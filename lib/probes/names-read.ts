import type { Probe } from './schema.ts';

/** Variables that a probe reads when it does not name another. */
const IMPLICIT: Partial<Record<Probe['kind'], string>> = { sql: 'DATABASE_URL', metric: 'PROMETHEUS_URL' };

const NAMES = /\$\{?([A-Z_][A-Z0-9_]*)/g;

/**
 * Which names a probe may read. A command's own children may read any name; other probes read only what their
 * texts name. What is read decides which secrets are resolved for a step, and which ones its function has a right to.
 */
export function namesRead({ probe, expect }: { readonly probe: Probe; readonly expect?: unknown }): (name: string) => boolean {
  if (probe.kind === 'command') return () => true;
  const text = JSON.stringify([probe, expect]);
  const named = new Set([...text.matchAll(NAMES)].map(([, name]) => name));
  return (name) => named.has(name) || IMPLICIT[probe.kind] === name;
}
