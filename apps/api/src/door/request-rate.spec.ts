// A program below the limit is never refused; one above it is, until a second has passed.
import { describe, expect, it } from '@jest/globals';
import { RequestRate } from './request-rate.ts';

describe('The rate of a session', () => {
  it('lets as many pass within a second as the limit says, wherever the second begins', () => {
    const rate = new RequestRate(200);
    for (let request = 0; request < 2_000; request++) expect(rate.allow('a', request * 5)).toBe(true);
  });

  it('refuses what is above, and counts only what passed', () => {
    const rate = new RequestRate(3);
    expect([0, 1, 2, 3, 999].map((at) => rate.allow('a', at))).toEqual([true, true, true, false, false]);
    expect([1_000, 1_000, 1_001].map((at) => rate.allow('a', at))).toEqual([true, false, true]);
  });

  it('is each session’s own', () => {
    const rate = new RequestRate(1);
    expect([rate.allow('a', 0), rate.allow('b', 0), rate.allow('a', 1)]).toEqual([true, true, false]);
  });

  it('forgets the idle, never the busy', () => {
    const rate = new RequestRate(1);
    for (let n = 0; n < 5_000; n++) rate.allow(`idle-${n}`, 0);
    rate.allow('busy', 5_000);
    for (let n = 0; n < 5_000; n++) rate.allow(`other-${n}`, 5_001);
    expect(rate.allow('busy', 5_500)).toBe(false);
    expect((rate as unknown as { sessions: Map<string, unknown> }).sessions.size).toBeLessThanOrEqual(5_002);
  });
});
