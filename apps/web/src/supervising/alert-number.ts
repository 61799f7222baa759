// Numbers of cases as people say them: `YYMMDD-NNNNN`, and the day that they name. Pure.

export interface DayWindow {
  from: string;
  to: string;
}

/** As it is written in the register; tolerant of blanks, and of the sequence without its zeros. */
export function numberFrom(said: string): string | null {
  const match = /^\s*(\d{6})\s*[-－—]?\s*(\d{1,5})\s*$/.exec(said);
  return match ? `${match[1]}-${(match[2] ?? '').padStart(5, '0')}` : null;
}

/** The business day of a number, and an hour on each side for what was received at midnight; null for no day. */
export function dayOfNumber(number: string): DayWindow | null {
  const match = /^(\d\d)(\d\d)(\d\d)-\d{5}$/.exec(number);
  if (!match) return null;
  const start = Date.parse(`20${match[1]}-${match[2]}-${match[3]}T00:00:00+08:00`);
  if (Number.isNaN(start)) return null;
  const hour = 3_600_000;
  return { from: new Date(start - hour).toISOString(), to: new Date(start + 25 * hour).toISOString() };
}
