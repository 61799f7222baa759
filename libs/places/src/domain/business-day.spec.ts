// The day that rules, figures and ages are counted by.
import { describe, expect, it } from '@jest/globals';
import { businessDay } from './business-day.ts';

describe('The business day', () => {
  it('begins at midnight in Shanghai', () => {
    expect(businessDay(new Date('2026-02-28T15:59:59Z'))).toBe('2026-02-28');
    expect(businessDay(new Date('2026-02-28T16:00:00Z'))).toBe('2026-03-01');
  });
});
