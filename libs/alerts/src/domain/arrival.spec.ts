import { describe, expect, it } from '@jest/globals';
import { arrivalOf } from './arrival.ts';

const now = new Date('2026-03-01T10:00:00+08:00');
const before = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);

describe('Somebody who says that they have arrived', () => {
  it('is believed at the home, just now', () => {
    expect(arrivalOf({ metres: 41.6, accuracyM: 10, at: before(5) }, now, 300)).toEqual({
      withinM: 42,
      doubtful: false,
    });
    expect(arrivalOf({ metres: 300, accuracyM: null, at: null }, now, 300)).toEqual({ withinM: 300, doubtful: false });
  });

  it.each([
    ['further away than allowed', { metres: 301, accuracyM: 10, at: now }],
    ['with a position that is old', { metres: 10, accuracyM: 10, at: before(181) }],
    ['with a position from the future', { metres: 10, accuracyM: 10, at: before(-181) }],
    ['with a position that may be anywhere', { metres: 10, accuracyM: 2_000, at: now }],
    ['without a position', { metres: null, accuracyM: null, at: null }],
  ])('is doubted %s', (_, told) => {
    expect(arrivalOf(told, now, 300).doubtful).toBe(true);
  });
});
