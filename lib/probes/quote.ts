import { asText } from './compare.ts';
import type { Mask } from './mask.ts';

/** Longest piece of what was seen that a reason shows, in characters. */
const MAX = 120;

/** A seen value as a reason shows it: masked before it is cut, on one line, control characters escaped. */
export function quoteSeen(value: unknown, mask: Mask, quoted = true): string {
  const masked = mask(asText(value));
  const cut = masked.length > MAX ? `${masked.slice(0, MAX).toWellFormed()}…` : masked;
  if (typeof value !== 'string') return cut;
  return quoted ? JSON.stringify(cut) : cut.replace(/\p{Cc}+/gu, ' ');
}
