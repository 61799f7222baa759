// Times as people read them: clocks, ages, local time of day. Pure; the zone is the service's own, Asia/Shanghai.

const ZONE = 'Asia/Shanghai';
const two = (n: number): string => String(n).padStart(2, '0');

/** A running clock: `00:42`, `1:02:03`, from a day on whole days and hours as `2d 03h`. Negative counts as zero. */
export function clock(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const [days, hours] = [Math.floor(total / 86_400), Math.floor((total % 86_400) / 3600)];
  if (days > 0) return `${days}d ${two(hours)}h`;
  const [minutes, seconds] = [Math.floor((total % 3600) / 60), total % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
}

export type AgeUnit = 'second' | 'minute' | 'hour' | 'day';

/** The one unit that tells an age best: 47 minutes, 3 hours, 2 days; rounded down. */
export function ageOf(seconds: number): { n: number; unit: AgeUnit } {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return { n: s, unit: 'second' };
  if (s < 7_200) return { n: Math.floor(s / 60), unit: 'minute' };
  if (s < 172_800) return { n: Math.floor(s / 3600), unit: 'hour' };
  return { n: Math.floor(s / 86_400), unit: 'day' };
}

const formats = {
  time: new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  day: new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' }),
};

/** `10:00:42` in the service's zone. */
export const timeOfDay = (at: string | number): string => formats.time.format(new Date(at));

/** `2026-03-01`, the business day. */
export const dayOf = (at: string | number): string => formats.day.format(new Date(at));

/** `10:00:42` for today, `02-28 10:00:42` for another day of this year, else with the year. */
export function moment(at: string | number, nowMs: number): string {
  const [day, today] = [dayOf(at), dayOf(nowMs)];
  if (day === today) return timeOfDay(at);
  return `${day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day} ${timeOfDay(at)}`;
}
