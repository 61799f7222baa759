// When somebody agreed to be asked: days and times of day, in Asia/Shanghai.
import type { AgreedHours } from '#libs/contracts';
import { localTime, type LocalTime } from './local-time.ts';
import { weekdayOf, type WorkCalendar } from './work-calendar.ts';

/** A moment with what hours ask of it: found out once for thousands of helpers. */
export class HoursClock {
  private readonly local: LocalTime;
  private readonly today: DayFacts;
  private readonly yesterday: DayFacts;

  constructor(at: Date, calendar: WorkCalendar) {
    this.local = localTime(at);
    this.today = factsOf(this.local.date, calendar);
    this.yesterday = factsOf(this.local.yesterday, calendar);
  }

  /** Whether the moment lies within any of these hours; the end does not belong to them. */
  isWithin(hours: readonly ReadHours[]): boolean {
    for (const one of hours) if (this.isIn(one)) return true;
    return false;
  }

  /** Hours over midnight belong to the day on which they begin: Friday's night lasts until Saturday morning. */
  private isIn({ days, from, to }: ReadHours): boolean {
    const { minute } = this.local;
    if (from < to) return minute >= from && minute < to && covers(days, this.today);
    return (minute >= from && covers(days, this.today)) || (minute < to && covers(days, this.yesterday));
  }
}

/** Agreed hours in minutes since midnight. */
export interface ReadHours {
  days: AgreedHours['days'];
  from: number;
  to: number;
}

export const readHours = ({ days, from, to }: AgreedHours): ReadHours => ({
  days,
  from: minutesOf(from),
  to: minutesOf(to),
});

interface DayFacts {
  weekday: number;
  isWorkday: boolean;
}

const factsOf = (date: string, calendar: WorkCalendar): DayFacts => ({
  weekday: weekdayOf(date),
  isWorkday: calendar.isWorkday(date),
});

function covers(days: AgreedHours['days'], day: DayFacts): boolean {
  switch (days) {
    case 'all':
      return true;
    case 'workdays':
      return day.isWorkday;
    case 'restdays':
      return !day.isWorkday;
    default:
      return days.includes(day.weekday);
  }
}

/** `HH:MM`. */
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
