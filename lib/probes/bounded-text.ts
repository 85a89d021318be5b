/** How the middle that was left out is told. */
const omission = (bytes: number): string => `\n… ${bytes} bytes left out …\n`;

/** Keeps the head and the tail of a text within so many bytes of UTF-8, the note about the middle included. */
export function keepHeadAndTail(text: string, maxBytes: number): { readonly text: string; readonly truncated: boolean } {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxBytes) return { text, truncated: false };
  const room = Math.max(0, maxBytes - Buffer.byteLength(omission(bytes.length)));
  const head = decodeWhole(bytes.subarray(0, Math.ceil(room / 2)));
  const tail = decodeWhole(bytes.subarray(bytes.length - Math.floor(room / 2)));
  const kept = Buffer.byteLength(head) + Buffer.byteLength(tail);
  return { text: `${head}${omission(bytes.length - kept)}${tail}`, truncated: true };
}

/** Takes what comes without growing: the first and the last bytes are kept. */
export interface HeadAndTail {
  readonly push: (chunk: Uint8Array) => void;
  /** What was kept; `trim` may shorten the two sides of the cut. */
  readonly read: (trim: (head: string, tail: string) => { readonly head: string; readonly tail: string }) => {
    readonly text: string;
    readonly truncated: boolean;
  };
}

/** Collects a stream of bytes, of which at most `maxBytes` are held. Bytes that are not UTF-8 become U+FFFD. */
export function collectHeadAndTail(maxBytes: number): HeadAndTail {
  const side = Math.floor(maxBytes / 2);
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let total = 0;
  return {
    push(chunk) {
      total += chunk.length;
      const taken = Math.min(chunk.length, side - head.length);
      if (taken > 0) head = Buffer.concat([head, chunk.subarray(0, taken)]);
      const rest = chunk.subarray(taken);
      if (rest.length >= side) tail = Buffer.from(rest.subarray(rest.length - side));
      else if (rest.length > 0) tail = Buffer.concat([tail.subarray(Math.max(0, tail.length + rest.length - side)), rest]);
    },
    read(trim) {
      const truncated = total > head.length + tail.length;
      if (!truncated) return { text: new TextDecoder().decode(Buffer.concat([head, tail])), truncated };
      const kept = trim(decodeWhole(head), decodeWhole(tail));
      const left = total - Buffer.byteLength(kept.head) - Buffer.byteLength(kept.tail);
      return { text: `${kept.head}${omission(Math.max(0, left))}${kept.tail}`, truncated };
    },
  };
}

/** Decodes a piece that was cut anywhere: the halves of characters at its ends are left out. */
export function decodeWhole(bytes: Uint8Array): string {
  let start = 0;
  while (start < 3 && start < bytes.length && isContinuation(bytes[start])) start++;
  let end = bytes.length;
  let last = end - 1;
  while (last > end - 4 && last >= start && isContinuation(bytes[last])) last--;
  if (last >= start && last + sequenceLength(bytes[last]) > end) end = last;
  return new TextDecoder().decode(bytes.subarray(start, end));
}

const isContinuation = (byte = 0): boolean => (byte & 0xc0) === 0x80;
const sequenceLength = (byte = 0): number => (byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4);
