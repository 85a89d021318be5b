const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (number: number): string => String(Math.floor(number)).padStart(2, '0');

/** Milliseconds → what a person reads: `340 ms`, `1.2 s`, `2 min 05 s`, `1 h 03 min`, `2 d 04 h`. */
export function durationText(milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || milliseconds < 0) return '–';
  if (milliseconds < SECOND) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / SECOND).toFixed(1)} s`;
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)} min ${two((milliseconds % MINUTE) / SECOND)} s`;
  if (milliseconds < DAY) return `${Math.floor(milliseconds / HOUR)} h ${two((milliseconds % HOUR) / MINUTE)} min`;
  return `${Math.floor(milliseconds / DAY)} d ${two((milliseconds % DAY) / HOUR)} h`;
}

/** `2026-03-01T12:03:44.120Z` → `2026-03-01 12:03:44`. All times are UTC, as in the records. */
export const dateTimeText = (iso: string): string => iso.replace('T', ' ').replace(/(\.\d+)?Z$/, '');

/** `2026-03-01T12:03:44.120Z` → `12:03:44`. */
export const timeText = (iso: string): string => /T(\d\d:\d\d:\d\d)/.exec(iso)?.[1] ?? iso;
