import { type SecretForms, secretForms } from './secret-forms.ts';

/** What stands in the place of a secret. */
const MASK = '***';

/** Replaces every secret in a text. */
export type Mask = (text: string) => string;

/** A stretch of a text, from `start` up to but not including `end`. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A function that masks these secrets in all their forms, and the credentials of any address (`scheme://user:password@`).
 * Mask before cutting: half a secret is not recognised. Where a probe itself has to cut, see {@link trimPartialSecrets}.
 */
export function createMask(secrets: readonly string[]): Mask {
  const forms = secretForms(secrets);
  return (text) => replaceSpans(text, [...formSpans(text, forms), ...credentialSpans(text)]);
}

/** Masks every text inside a value that is plain data; keys are masked too. */
export function maskDeep<T>(value: T, mask: Mask): T {
  if (typeof value === 'string') return mask(value) as T & string;
  if (Array.isArray(value)) return value.map((each: unknown) => maskDeep(each, mask)) as T & unknown[];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [mask(key), maskDeep(each, mask)])) as T;
}

/** True when a text holds a secret, or an address with credentials. */
export const holdsSecret = (text: string, mask: Mask): boolean => mask(text) !== text;

function* formSpans(text: string, { anywhere, words }: SecretForms): Generator<Span> {
  for (const form of anywhere) yield* occurrences(text, form);
  for (const word of words) {
    for (const span of occurrences(text, word)) {
      const before = text.slice(span.start - 1, span.start);
      const after = text.slice(span.end, span.end + 1);
      if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) yield span;
    }
  }
}

/** Every place of a form; places that overlap each other are one. */
function* occurrences(text: string, form: string): Generator<Span> {
  let open: Span | undefined;
  for (let start = text.indexOf(form); start !== -1; start = text.indexOf(form, start + 1)) {
    const overlaps = open !== undefined && start < open.end;
    if (open !== undefined && !overlaps) yield open;
    open = { start: overlaps && open !== undefined ? open.start : start, end: start + form.length };
  }
  if (open !== undefined) yield open;
}

/** What stands between `://` and the last `@` of an address's host part. */
function* credentialSpans(text: string): Generator<Span> {
  for (let slashes = text.indexOf('://'); slashes !== -1; slashes = text.indexOf('://', slashes + 3)) {
    const start = slashes + 3;
    const length = text.slice(start, start + 4_096).search(/[\s/?#"'<>\\]|$/);
    const at = text.slice(start, start + length).lastIndexOf('@');
    if (at > 0) yield { start, end: start + at };
  }
}

function replaceSpans(text: string, spans: readonly Span[]): string {
  let masked = '';
  let end = 0;
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start >= end) masked += text.slice(end, span.start) + MASK;
    end = Math.max(end, span.end);
  }
  return masked + text.slice(end);
}

/**
 * For a probe that keeps only the head and the tail of a flood: takes off the beginning of a secret that the head ends with
 * and the end of a secret that the tail begins with, since what is left of it could no longer be recognised.
 */
export function trimPartialSecrets(
  head: string,
  tail: string,
  secrets: readonly string[],
): { readonly head: string; readonly tail: string } {
  const { anywhere, words } = secretForms(secrets);
  const forms = [...anywhere, ...words];
  const cutFromHead = Math.max(0, ...forms.map((form) => longest(form, (length) => head.endsWith(form.slice(0, length)))));
  const cutFromTail = Math.max(0, ...forms.map((form) => longest(form, (length) => tail.startsWith(form.slice(form.length - length)))));
  return { head: head.slice(0, head.length - cutFromHead), tail: tail.slice(cutFromTail) };
}

function longest(form: string, fits: (length: number) => boolean): number {
  for (let length = form.length - 1; length > 0; length--) if (fits(length)) return length;
  return 0;
}
