import { asText } from './compare.ts';
import { createMask, holdsSecret } from './mask.ts';
import type { ProbeResult } from './observation.ts';
import { observedValue } from './observed-value.ts';

/** Longest value that is kept, in bytes of UTF-8. */
const MAX_BYTES = 4_096;

/** The values for later steps and undos, by name; or why one of them cannot be kept. */
export type Captured =
  | { readonly kind: 'captured'; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Keeps what `capture` names. All of it or nothing: a value that is not there, is empty, too long, or holds a secret fails the step.
 * Captured values go into the audit record, which secrets never do.
 */
export function captureValues(places: Readonly<Record<string, string>>, result: ProbeResult, secrets: readonly string[]): Captured {
  const mask = createMask(secrets);
  if (result.kind === 'unable') return { kind: 'failed', reason: mask(result.reason) };
  const values: Record<string, string> = {};
  for (const [name, place] of Object.entries(places)) {
    const found = observedValue(place, result.observation);
    if (found.kind !== 'found') return failed(name, found.reason);
    if (found.value === null) return failed(name, `there is null at ${place}`);
    const value = asText(found.value);
    if (value === '') return failed(name, `the text at ${place} is empty`);
    if (value.includes('\0')) return failed(name, 'it holds a NUL byte');
    if (Buffer.byteLength(value) > MAX_BYTES) return failed(name, `it is longer than ${MAX_BYTES} bytes`);
    if (holdsSecret(value, mask))
      return failed(name, 'it holds a secret, and captured values are recorded: name the secret itself instead');
    values[name] = value;
  }
  return { kind: 'captured', values };
}

const failed = (name: string, reason: string): Captured => ({ kind: 'failed', reason: `cannot capture ${name}: ${reason}` });
