/** A number and the unit it was written with. */
export interface Quantity {
  readonly number: number;
  readonly unit?: string;
}

/** Units that are converted into each other, in terms of the first of their kind: milliseconds, bytes, percent. */
const SCALES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  time: { ms: 1, ns: 1e-6, us: 1e-3, µs: 1e-3, s: 1e3, sec: 1e3, m: 6e4, min: 6e4, h: 36e5, d: 864e5 },
  size: {
    B: 1,
    byte: 1,
    bytes: 1,
    kB: 1e3,
    KB: 1e3,
    MB: 1e6,
    GB: 1e9,
    TB: 1e12,
    KiB: 2 ** 10,
    MiB: 2 ** 20,
    GiB: 2 ** 30,
    TiB: 2 ** 40,
  },
  share: { '%': 1 },
};

const known = (unit: string): { readonly scale: string; readonly factor: number } | undefined => {
  for (const [scale, units] of Object.entries(SCALES)) {
    const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (factor !== undefined) return { scale, factor };
  }
  return undefined;
};

const WRITTEN = /^\s*([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?|[+-]?\.\d+(?:e[+-]?\d+)?)\s*([a-zµ%][a-zµ/%]*)?\s*$/i;

/** Reads `12.5 ms`, `1,234`, `99 %` or a number; undefined for anything else (also `1,5`, NaN and infinity). */
export function readQuantity(value: unknown): Quantity | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? { number: value } : undefined;
  if (typeof value !== 'string') return undefined;
  const [, digits, unit] = WRITTEN.exec(value) ?? [];
  const number = Number(digits?.replaceAll(',', ''));
  if (digits === undefined || !Number.isFinite(number)) return undefined;
  return unit === undefined ? { number } : { number, unit };
}

/** `K`, `M`, `Gi`: how many, but not of what, nor whether in thousands. Two such numbers cannot be compared. */
export const isMagnitude = (unit: string | undefined): boolean => unit !== undefined && /^[kKMGTP]i?$/.test(unit);

/** The number in the unit that is asked for, or why it cannot be given. */
export function convert(quantity: Quantity, unit: string | undefined): { readonly number: number } | { readonly reason: string } {
  const { number, unit: own } = quantity;
  // A bare number takes the unit it is compared in; a share is in percent whether it is said or not.
  if (own === undefined || own === unit || (unit === undefined && own === '%')) return { number };
  const from = known(own);
  if (unit === undefined) {
    return from === undefined && !isMagnitude(own)
      ? { number }
      : { reason: `got ${printQuantity(quantity)}, but the limit has no unit: write one` };
  }
  const to = known(unit);
  if (from === undefined || to === undefined || from.scale !== to.scale)
    return { reason: `got ${printQuantity(quantity)}, which cannot be compared in ${unit}` };
  return { number: tidy((number * from.factor) / to.factor) };
}

/** The same quantity in milliseconds, bytes or percent where its unit is known, so that two readings can be compared. */
export function inBaseUnit(quantity: Quantity): Quantity {
  const from = quantity.unit === undefined ? undefined : known(quantity.unit);
  if (from === undefined) return quantity;
  const base = Object.keys(SCALES[from.scale] ?? {})[0] ?? '';
  return { number: tidy(quantity.number * from.factor), unit: base };
}

/** `12.5 ms`, `99%`, `3`. */
export function printQuantity({ number, unit }: Quantity): string {
  const digits = String(tidy(number));
  return unit === undefined ? digits : unit === '%' ? `${digits}%` : `${digits} ${unit}`;
}

/** Takes off what binary fractions add: 0.1 + 0.2 is 0.3. */
const tidy = (number: number): number => (Number.isInteger(number) ? number : Number(number.toPrecision(12)));
