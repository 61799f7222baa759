// What the telephony is judged by: orders that wait or fail show, and a quiet night is no fault.
import { describe, expect, it } from '@jest/globals';
import type { TelephonySigns } from '#libs/alerts';
import { telephonyLink } from './telephony-link.ts';

const signs = (change: Partial<TelephonySigns> = {}): TelephonySigns => ({
  takesOrders: true,
  lastEventMs: 40_000,
  lastAcceptedMs: 3_600_000,
  lastFailed: null,
  waiting: 0,
  longestWaitMs: 0,
  ...change,
});
const failed = (ms: number): Partial<TelephonySigns> => ({ lastFailed: { ms, error: 'http403' } });

describe('The telephony', () => {
  it.each([
    ['that has worked, however long ago', {}, 'ok'],
    ['that nobody has used yet', { lastEventMs: null, lastAcceptedMs: null }, 'unknown'],
    ['with an order that has been due for 16 s', { waiting: 1, longestWaitMs: 16_000 }, 'late'],
    ['with an order that has been due for 31 s', { waiting: 1, longestWaitMs: 31_000 }, 'broken'],
    ['that has just failed, although it tells us of calls', failed(60_000), 'broken'],
    ['that failed a while ago and took nothing since', failed(301_000), 'late'],
    ['that has taken an order since it failed', { ...failed(60_000), lastAcceptedMs: 5_000 }, 'ok'],
    ['that failed, and has never taken any', { ...failed(1_000), lastAcceptedMs: null }, 'broken'],
    ['that takes no orders', { ...failed(1_000), takesOrders: false, longestWaitMs: 99_000 }, 'ok'],
  ] as const)('%s', (_, change, state) => {
    expect(telephonyLink(signs(change)).state).toBe(state);
  });

  it('says what was last heard of it, as old as its last good sign', () => {
    expect(telephonyLink(signs({ ...failed(600_000), waiting: 2 }))).toMatchObject({
      ageMs: 40_000,
      detail: 'last event 40 s ago; last order taken 60 min ago; last failed order 10 min ago (http403); 2 waiting',
    });
    expect(telephonyLink(signs({ lastEventMs: null, takesOrders: false })).detail).toBe(
      'last event never; takes no orders',
    );
  });
});
