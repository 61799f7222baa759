// Numbers of cases.
import { describe, expect, it } from '@jest/globals';
import { dayOfNumber, numberFrom } from './alert-number.ts';

describe('The number of a case', () => {
  it.each([
    ['260301-00001', '260301-00001'],
    [' 260301 - 1 ', '260301-00001'],
    ['26030100012', '260301-00012'],
    ['260301－12', '260301-00012'],
  ])('is understood as it is said: %s', (said, number) => {
    expect(numberFrom(said)).toBe(number);
  });
  it.each(['', '260301', '260301-', '260301-123456', '李桂兰', '2603-1'])('is not %s', (said) => {
    expect(numberFrom(said)).toBeNull();
  });
  it('names the business day, with an hour on each side', () => {
    expect(dayOfNumber('260301-00001')).toEqual({ from: '2026-02-28T15:00:00.000Z', to: '2026-03-01T17:00:00.000Z' });
  });
  it.each(['261301-00001', '260300-00001', 'x'])('names no day in %s', (number) => {
    expect(dayOfNumber(number)).toBeNull();
  });
});
