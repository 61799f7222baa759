import { describe, expect, it } from '@jest/globals';
import { isCheckInTime, nextCheckIn } from './check-in.ts';

const at = (time: string): Date => new Date(`2026-03-01T${time}+08:00`);
const night = { from: '22:00', to: '06:00', everyMs: 1_200_000 };

describe('A helper at night', () => {
  it.each([
    ['21:59:59.999', false],
    ['22:00:00.000', true],
    ['23:59:59.999', true],
    ['00:00:00.000', true],
    ['05:59:59.999', true],
    ['06:00:00.000', false],
    ['12:00:00.000', false],
  ])('at %s has to be heard: %s', (time, heard) => {
    expect(isCheckInTime(at(time), night)).toBe(heard);
  });

  it('is watched within one day where the hours do not reach over midnight, and always where they are equal', () => {
    const noon = { ...night, from: '12:00', to: '13:00' };
    expect([isCheckInTime(at('12:30:00'), noon), isCheckInTime(at('13:00:00'), noon)]).toEqual([true, false]);
    expect(isCheckInTime(at('15:00:00'), { ...night, from: '00:00', to: '00:00' })).toBe(true);
  });

  it('has to be heard of again after the interval, also when the night ends before', () => {
    expect(nextCheckIn(at('05:50:00'), night)).toEqual(at('06:10:00'));
    expect(nextCheckIn(at('06:10:00'), night)).toBeNull();
  });
});
