// Lone helpers at night say at intervals that all is well. Pure; times of day are of Asia/Shanghai, without daylight saving.

export interface CheckInRule {
  /** `HH:MM`; equal ones mean the whole day. */
  from: string;
  to: string;
  everyMs: number;
}

const ZONE_MINUTES = 8 * 60;
const DAY_MINUTES = 24 * 60;

export function isCheckInTime(at: Date, { from, to }: CheckInRule): boolean {
  const minute = (Math.floor(at.getTime() / 60_000) + ZONE_MINUTES) % DAY_MINUTES;
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  if (begin === end) return true;
  return begin < end ? minute >= begin && minute < end : minute >= begin || minute < end;
}

/** When somebody who is on a task at `at` has to be heard next; null by day. */
export const nextCheckIn = (at: Date, rule: CheckInRule): Date | null =>
  isCheckInTime(at, rule) ? new Date(at.getTime() + rule.everyMs) : null;

function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
