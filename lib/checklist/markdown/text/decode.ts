import type { DecodedText } from './decoded-text.ts';
import { repairMojibake } from './mojibake.ts';

/** More than this share of zero bytes among the first means two bytes to a character. */
const ZERO_SHARE = 0.3;

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 1_024);
  const zeros = (odd: number): number => head.reduce((sum, byte, index) => sum + (byte === 0 && index % 2 === odd ? 1 : 0), 0);
  if (zeros(1) > head.length * ZERO_SHARE) return 'utf-16le';
  if (zeros(0) > head.length * ZERO_SHARE) return 'utf-16be';
  return 'utf-8';
}

function fromBytes(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return { text, remarks: encoding === 'utf-8' ? [] : [`the file is ${encoding.toUpperCase()}, not UTF-8`] };
  } catch {
    // Every byte means something in Windows-1252, and the older documents that are not UTF-8 mostly are that.
    return { text: new TextDecoder('windows-1252').decode(bytes), remarks: ['the file is not UTF-8: it was read as Windows-1252'] };
  }
}

/** Control characters, marks that reorder text on the screen, and line ends that editors do not count as lines. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;
const STRANGE_LINE_END = /[\u2028\u2029]/g;

/**
 * Reads a document whatever its encoding and line ends. Broken encodings are repaired where that is certain. Characters that
 * nobody sees are left out: what a person approves must be what is written. Never throws.
 */
export function decodeText(source: string | Uint8Array): DecodedText {
  const decoded = typeof source === 'string' ? { text: source, remarks: [] } : fromBytes(source);
  const lines = decoded.text.replace(/\r\n?/g, '\n').toWellFormed();
  // C1 control characters are part of some broken encodings, so the repair comes first.
  const repaired = repairMojibake(lines);
  const text = repaired.text.replace(STRANGE_LINE_END, ' ').replace(UNSEEN, '');
  return { text, remarks: [...decoded.remarks, ...repaired.remarks] };
}
