// Moments as the wall clock shows them in Asia/Shanghai: UTC+8 all the year since 1991.

export interface LocalTime {
  /** `YYYY-MM-DD`. */
  date: string;
  /** Of the day before. */
  yesterday: string;
  /** Minutes since midnight. */
  minute: number;
}

const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

export function localTime(at: Date): LocalTime {
  const local = at.getTime() + OFFSET_MS;
  return {
    date: new Date(local).toISOString().slice(0, 10),
    yesterday: new Date(local - DAY_MS).toISOString().slice(0, 10),
    minute: Math.floor((((local % DAY_MS) + DAY_MS) % DAY_MS) / 60_000),
  };
}
