import { z } from 'zod';
import { type Probe, probeFrom, probeKeys, probeShape } from '../../probes/schema.ts';
import { duration } from './duration.ts';
import { kebabObject } from './kebab.ts';
import { oneProbe } from './one-probe.ts';

/** How an undo is written. */
export const undo = z.union([
  z.literal('none').describe('it cannot be undone; say why in `because`'),
  z.string().min(1).describe('shell text that undoes the action; it must be safe on a half-done action'),
  kebabObject({ ...probeShape, timeout: duration.describe('how long the undo may take (default: 5m)').optional() }).superRefine(oneProbe),
]);

/** The compensation of one action. */
export type Undo = { readonly kind: 'none' } | { readonly kind: 'undo'; readonly probe: Probe; readonly timeout?: number };

/** What is written, as the compensation that it means. */
export function readUndo(written: unknown): Undo {
  if (written === 'none') return { kind: 'none' };
  if (typeof written === 'string') return { kind: 'undo', probe: { kind: 'command', run: written } };
  const { timeout, ...keys } = written as { timeout?: number };
  const probe = probeFrom(keys);
  if (probe === undefined) throw new TypeError('an undo without a probe passed the schema');
  return { kind: 'undo', probe, ...(timeout === undefined ? {} : { timeout }) };
}

/** A compensation, as it is written. */
export function writeUndo(read: Undo): unknown {
  if (read.kind === 'none') return 'none';
  const keys = probeKeys(read.probe);
  const short = read.timeout === undefined && typeof keys.command === 'string' && keys.command !== 'none';
  return short ? keys.command : { ...keys, ...(read.timeout === undefined ? {} : { timeout: read.timeout }) };
}
