// Ages as they are shown beside every name.
import { describe, expect, it } from '@jest/globals';
import { ageOn } from './age.ts';

describe('An age', () => {
  it('grows on the birthday, not before', () => {
    expect(ageOn('1940-05-02', '2026-05-01')).toBe(85);
    expect(ageOn('1940-05-02', '2026-05-02')).toBe(86);
  });
  it('of a leap day child grows on 1 March of a common year', () => {
    expect(ageOn('1940-02-29', '2026-02-28')).toBe(85);
    expect(ageOn('1940-02-29', '2026-03-01')).toBe(86);
  });
});
