// Clocks, ages and times of day.
import { describe, expect, it } from '@jest/globals';
import { ageOf, clock, moment, timeOfDay } from './format-time.ts';

describe('A running clock', () => {
  it('shows minutes and seconds, then hours, then days', () => {
    expect([clock(-5), clock(42_900), clock(3_723_000), clock(183_600_000)]).toEqual([
      '00:00',
      '00:42',
      '1:02:03',
      '2d 03h',
    ]);
  });
});

describe('An age', () => {
  it('is told in the unit that fits', () => {
    expect(ageOf(59)).toEqual({ n: 59, unit: 'second' });
    expect(ageOf(47 * 60 + 59)).toEqual({ n: 47, unit: 'minute' });
    expect(ageOf(119 * 60)).toEqual({ n: 119, unit: 'minute' });
    expect(ageOf(7_200)).toEqual({ n: 2, unit: 'hour' });
    expect(ageOf(172_800)).toEqual({ n: 2, unit: 'day' });
  });
});

describe('A time of day', () => {
  it('is in the zone of the service, wherever the machine stands', () => {
    expect(timeOfDay('2026-03-01T16:00:05Z')).toBe('00:00:05');
  });

  it('names the day when it is not today', () => {
    const now = Date.parse('2026-03-01T10:00:00+08:00');
    expect(moment('2026-03-01T09:00:00+08:00', now)).toBe('09:00:00');
    expect(moment('2026-02-28T23:59:59+08:00', now)).toBe('02-28 23:59:59');
    expect(moment('2025-12-31T23:59:59+08:00', now)).toBe('2025-12-31 23:59:59');
  });
});
