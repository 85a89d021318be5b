import type { DecodedText } from './decoded-text.ts';

/** Encodings as which UTF-8 is most often misread. */
const MISREADINGS = [
  { encoding: 'macintosh', name: 'Mac Roman' },
  { encoding: 'windows-1252', name: 'Windows-1252' },
] as const;

const RUN = /[^\p{ASCII}]+/gu;
const SAMPLE = 20_000;

function bytesByCharacter(encoding: string): ReadonlyMap<string, number> {
  const upper = Uint8Array.from({ length: 128 }, (_, index) => index + 128);
  return new Map([...new TextDecoder(encoding).decode(upper)].map((character, index) => [character, index + 128]));
}

function reread(run: string, bytes: ReadonlyMap<string, number>, decoder: InstanceType<typeof TextDecoder>): string | undefined {
  const found: number[] = [];
  for (const character of run) {
    const byte = bytes.get(character);
    if (byte === undefined) return undefined;
    found.push(byte);
  }
  try {
    return decoder.decode(Uint8Array.from(found));
  } catch {
    return undefined;
  }
}

/** Two characters that happen to read as one rare letter prove nothing; a symbol, an accented letter or a word does. */
const isProof = (text: string): boolean => /[\u0800-\u{10ffff}]|[\u00a0-\u017f]/u.test(text) || [...text].length > 2;

/**
 * Repairs text that is UTF-8 misread as an older encoding (`‚úÖ` for ✅). Certain only when everything outside ASCII in the
 * whole document reads that way and most of it is no accident; otherwise the text stays as it is.
 */
export function repairMojibake(text: string): DecodedText {
  const runs = new Set(text.match(RUN)?.slice(0, SAMPLE));
  if (runs.size === 0) return { text, remarks: [] };
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for (const { encoding, name } of MISREADINGS) {
    const bytes = bytesByCharacter(encoding);
    const rereadings = [...runs].map((run) => reread(run, bytes, decoder));
    const proofs = rereadings.filter((each) => each !== undefined && isProof(each)).length;
    if (rereadings.includes(undefined) || proofs * 2 <= rereadings.length) continue;
    return {
      text: text.replace(RUN, (run) => reread(run, bytes, decoder) ?? run),
      remarks: [`the file was UTF-8 misread as ${name}: ${runs.size} different broken symbols were repaired`],
    };
  }
  return { text, remarks: [] };
}
