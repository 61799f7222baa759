// When somebody may be asked, by the wall clock of Asia/Shanghai and the calendar of holidays.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AgreedHours } from '#libs/contracts';
import { HoursClock, readHours } from './agreed-hours.ts';
import { WorkCalendar } from './work-calendar.ts';

/** Around National Day 2026: a working Sunday before it, seven holidays from a Thursday, a working Saturday after it. */
const CALENDAR = new WorkCalendar([
  { day: '2026-09-20', kind: 'workday' },
  ...Array.from({ length: 7 }, (_, n) => ({ day: `2026-10-0${n + 1}`, kind: 'holiday' as const })),
  { day: '2026-10-10', kind: 'workday' },
]);

const within = (local: string, ...hours: AgreedHours[]): boolean =>
  new HoursClock(new Date(`${local}:00+08:00`), CALENDAR).isWithin(hours.map(readHours));
const hours = (days: AgreedHours['days'], from: string, to: string): AgreedHours => ({ days, from, to });

describe('Agreed hours', () => {
  it('begin with their first minute and end before their last', () => {
    const day = hours('all', '08:00', '17:30');
    expect(['07:59', '08:00', '17:29', '17:30'].map((time) => within(`2026-03-04T${time}`, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('on workdays know weekends, holidays and moved working days', () => {
    const work = hours('workdays', '08:00', '18:00');
    const rest = hours('restdays', '08:00', '18:00');
    const days: [string, boolean][] = [
      ['2026-09-18', true], // a Friday
      ['2026-09-19', false], // a Saturday
      ['2026-09-20', true], // a Sunday that is worked
      ['2026-10-01', false], // a Thursday, National Day
      ['2026-10-10', true], // a Saturday that is worked
    ];
    for (const [day, isWorked] of days) {
      expect([day, within(`${day}T09:00`, work), within(`${day}T09:00`, rest)]).toEqual([day, isWorked, !isWorked]);
    }
  });

  it('by weekday do not care for holidays', () => {
    const thursdays = hours([4], '08:00', '18:00');
    expect(within('2026-10-01T09:00', thursdays)).toBe(true);
    expect(within('2026-10-02T09:00', thursdays)).toBe(false);
    expect(within('2026-10-04T09:00', hours([7], '08:00', '18:00'))).toBe(true);
  });

  it('over midnight belong to the day on which they begin', () => {
    const nights = hours('workdays', '22:00', '06:00');
    expect(within('2026-09-18T23:00', nights)).toBe(true);
    // Saturday morning is still Friday's night; Saturday's own night is nobody's.
    expect(within('2026-09-19T05:59', nights)).toBe(true);
    expect(within('2026-09-19T06:00', nights)).toBe(false);
    expect(within('2026-09-19T23:00', nights)).toBe(false);
    // Sunday the 20th is worked: its night goes on into Monday, and the morning of the Sunday is Saturday's.
    expect(within('2026-09-20T03:00', nights)).toBe(false);
    expect(within('2026-09-21T03:00', nights)).toBe(true);
    // The night into National Day is Wednesday's.
    expect(within('2026-10-01T03:00', nights)).toBe(true);
    expect(within('2026-10-02T03:00', nights)).toBe(false);
  });

  it('from and to the same minute last for 24 hours', () => {
    const saturdays = hours([6], '09:00', '09:00');
    expect(within('2026-03-07T08:59', saturdays)).toBe(false);
    expect(within('2026-03-07T09:00', saturdays)).toBe(true);
    expect(within('2026-03-08T08:59', saturdays)).toBe(true);
    expect(within('2026-03-08T09:00', saturdays)).toBe(false);
  });

  it('follow the wall clock of Shanghai, wherever the server stands', () => {
    const clock = new HoursClock(new Date('2026-03-03T16:30:00Z'), CALENDAR);
    expect(clock.isWithin([readHours(hours([3], '00:00', '01:00'))])).toBe(true);
    expect(clock.isWithin([readHours(hours([2], '00:00', '01:00'))])).toBe(false);
  });

  const anyMoment = fc.date({ min: new Date('2025-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
  const anyTime = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);

  it('of all days and one of from-to and to-from cover every moment exactly once', () => {
    fc.assert(
      fc.property(anyMoment, anyTime, anyTime, (at, from, to) => {
        fc.pre(from !== to);
        const clock = new HoursClock(at, CALENDAR);
        const [one, other] = [hours('all', from, to), hours('all', to, from)].map((h) =>
          clock.isWithin([readHours(h)]),
        );
        expect(one).not.toBe(other);
      }),
    );
  });

  it('of workdays and restdays cover every moment exactly once, if they are whole days', () => {
    fc.assert(
      fc.property(anyMoment, anyTime, (at, from) => {
        const clock = new HoursClock(at, CALENDAR);
        const covering = (['workdays', 'restdays'] as const).filter((days) =>
          clock.isWithin([readHours(hours(days, from, from))]),
        );
        expect(covering).toHaveLength(1);
      }),
    );
  });

  it('that are none contain nothing', () => {
    expect(within('2026-03-04T12:00')).toBe(false);
  });
});
