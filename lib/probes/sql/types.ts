import type pg from 'pg';

/** Type numbers of Postgres' catalogue (pg_type.dat); they never change. */
const INT8 = 20;
const FLOAT4 = 700;
const FLOAT8 = 701;
const NUMERIC = 1700;
/** Read as the server writes them: bytea, date, time, timestamp, timestamptz, interval, timetz, point, circle. */
const AS_TEXT = [17, 1082, 1083, 1114, 1184, 1186, 1266, 600, 718];

/** The number that a text writes; the text itself when a number could not hold it exactly, or is not finite. */
function exactNumber(text: string): number | string {
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  const digits = text
    .replace(/e.*$/i, '')
    .replace(/[^0-9]/g, '')
    .replace(/^0+/, '');
  return digits.length <= 15 || (Number.isSafeInteger(number) && /^-?\d+$/.test(text)) ? number : text;
}

const finiteNumber = (text: string): number | string => (Number.isFinite(Number(text)) ? Number(text) : text);

/** How the texts of a result become JSON values. */
export function jsonTypes(types: typeof pg.types): pg.CustomTypesConfig {
  const parserOf = (oid: number, format?: 'text' | 'binary'): ((text: string) => unknown) => {
    if (oid === INT8 || oid === NUMERIC) return exactNumber;
    if (oid === FLOAT4 || oid === FLOAT8) return finiteNumber;
    if (AS_TEXT.includes(oid)) return String;
    return types.getTypeParser(oid, format ?? 'text');
  };
  // The declared type has an overload for each type number; they all come to this.
  return { getTypeParser: parserOf as typeof types.getTypeParser };
}
