import type { FreezeWindow } from '../checklist/schema/checklist.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MINUTES_A_DAY = 1_440;

/** The wall clock of a time zone: a sortable date and time, and the minute of the week (Monday 00:00 is 0). */
function wallClock(now: Date, zone: string): { readonly dated: string; readonly minuteOfWeek: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((each) => each.type === type)?.value ?? '';
  const minutes = Number(part('hour')) * 60 + Number(part('minute'));
  return {
    dated: `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`,
    minuteOfWeek: DAYS.indexOf(part('weekday')) * MINUTES_A_DAY + minutes,
  };
}

function minuteOfWeek(moment: string): number | undefined {
  const [day = '', time = ''] = moment.split(' ');
  const [hours, minutes] = time.split(':').map(Number);
  return DAYS.includes(day) && hours !== undefined && minutes !== undefined
    ? DAYS.indexOf(day) * MINUTES_A_DAY + hours * 60 + minutes
    : undefined;
}

/** A date alone begins at midnight, and as an end it includes the whole day. */
const dated = (moment: string, end: boolean): string => (moment.includes('T') ? moment : `${moment}T${end ? '24:00' : '00:00'}`);

function covers({ from, to, zone }: FreezeWindow, now: Date): boolean {
  const clock = wallClock(now, zone ?? 'UTC');
  const [start, end] = [minuteOfWeek(from), minuteOfWeek(to)];
  if (start === undefined || end === undefined) return clock.dated >= dated(from, false) && clock.dated < dated(to, true);
  return start <= end ? clock.minuteOfWeek >= start && clock.minuteOfWeek < end : clock.minuteOfWeek >= start || clock.minuteOfWeek < end;
}

/** The freeze that holds now, if any. A weekly window may run over the end of the week. */
export const frozenBy = (windows: readonly FreezeWindow[], now: Date): FreezeWindow | undefined =>
  windows.find((window) => covers(window, now));
