// Working days and days of rest: weekends, corrected by the State Council's holidays and moved working days (调休).

export interface CalendarDay {
  /** `YYYY-MM-DD`. */
  day: string;
  kind: 'holiday' | 'workday';
}

export class WorkCalendar {
  private readonly days: ReadonlyMap<string, CalendarDay['kind']>;

  constructor(days: readonly CalendarDay[] = []) {
    this.days = new Map(days.map(({ day, kind }) => [day, kind]));
  }

  isWorkday(date: string): boolean {
    const known = this.days.get(date);
    return known ? known === 'workday' : weekdayOf(date) <= 5;
  }
}

/** ISO: 1 is Monday, 7 Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
