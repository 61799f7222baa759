// A phone tells where it is on shift and on an accepted task, and at no other time.
import { describe, expect, it } from '@jest/globals';
import { DISPATCH_STATES } from '#libs/contracts';
import { isFresh, LOCATION_EVERY_MS, locationDue, sharesLocation } from './location-rule.ts';

const NOW = 1_000_000;
const ready = { sharing: true, connected: true, fixAt: NOW - 1_000 };

describe('The position of a responder', () => {
  it('is shared on shift with an accepted task only', () => {
    expect(DISPATCH_STATES.filter((state) => sharesLocation(true, [state]))).toEqual([
      'accepted', 'enRoute', 'onScene', 'atDoorNoAnswer',
    ]); // prettier-ignore
    expect(DISPATCH_STATES.filter((state) => sharesLocation(false, [state]))).toEqual([]);
    expect(sharesLocation(true, [])).toBe(false);
  });

  it('is sent at once and then every half minute at most', () => {
    expect(locationDue(ready, null, NOW)).toBe(true);
    expect(locationDue(ready, NOW - LOCATION_EVERY_MS + 1, NOW)).toBe(false);
    expect(locationDue(ready, NOW - LOCATION_EVERY_MS, NOW)).toBe(true);
  });

  it('is not sent when it is old, when there is none, without link, or after the task', () => {
    expect(locationDue({ ...ready, fixAt: NOW - 61_000 }, null, NOW)).toBe(false);
    expect(locationDue({ ...ready, fixAt: null }, null, NOW)).toBe(false);
    expect(locationDue({ ...ready, connected: false }, null, NOW)).toBe(false);
    expect(locationDue({ ...ready, sharing: false }, null, NOW)).toBe(false);
    expect(isFresh(null, NOW)).toBe(false);
  });
});
