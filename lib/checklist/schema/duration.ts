import { z } from 'zod';

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof UNITS;

const FORM = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/** `90s`, `5m`, `1.5h` → milliseconds; undefined when the text is not a duration. */
function parseDuration(text: string): number | undefined {
  const [, amount, unit] = FORM.exec(text) ?? [];
  return amount === undefined ? undefined : Math.round(Number(amount) * UNITS[unit as Unit]);
}

/** Milliseconds → the largest unit that divides them evenly: 300000 → `5m`. */
export function printDuration(milliseconds: number): string {
  const units = Object.entries(UNITS).toReversed();
  const [unit, size] = units.find(([, each]) => milliseconds > 0 && milliseconds % each === 0) ?? ['ms', 1];
  return `${milliseconds / size}${unit}`;
}

/** Written `5m`, read as milliseconds. */
export const duration = z.codec(
  z
    .string()
    .regex(FORM, 'expected a duration: a number and one of ms, s, m, h, d, such as 90s or 5m')
    .meta({ examples: ['30s', '5m', '24h'] }),
  z.number().int().nonnegative(),
  { decode: (text) => parseDuration(text) ?? 0, encode: printDuration },
);
