// The page for searchers: as new as the last answer, and empty once the link has ended.
import { describe, expect, it } from '@jest/globals';
import type { SearchSheet } from '#libs/contracts';
import { afterFailure, afterSheet, ageNow, unopened } from './search-state.ts';

const sheet: SearchSheet = {
  alertId: 'a1', number: '260301-00001', name: '李桂兰', sex: 'female', age: 82, photoUrl: null, heightCm: 156,
  clothes: '蓝色棉袄', dialect: null, features: null, missingSince: '2026-03-01T10:00:00+08:00', lastSeenPlace: null,
  placesSought: [], lastPosition: null, positions: [], lastDoorEvent: null, policeDueAt: null, hotline: null, open: true,
}; // prettier-ignore

describe('A search link', () => {
  it('shows the sheet, and keeps it over a failure of the network, marked late', () => {
    const open = afterSheet(sheet, 1_000);
    expect(open).toMatchObject({ stage: 'open', late: false });
    expect(afterFailure(open, 'LOCAL.OFFLINE')).toEqual({ ...open, late: true });
    expect(afterSheet(sheet, 2_000)).toMatchObject({ late: false, asOfMs: 2_000 });
  });

  it.each(['SEARCH.NOT_FOUND'])('that ended (%s) leaves nothing of the person', (code) => {
    expect(afterFailure(afterSheet(sheet, 1_000), code)).toMatchObject({ stage: 'ended', sheet: null });
  });

  it('of a person who was found has ended as well', () => {
    expect(afterSheet({ ...sheet, open: false }, 1_000)).toMatchObject({ stage: 'ended', sheet: null });
  });

  it('that was never opened says that it tries again, not that it has ended', () => {
    expect(afterFailure(unopened, 'LOCAL.NO_ANSWER')).toMatchObject({ stage: 'loading', late: true });
  });
});

describe('The age of a position', () => {
  it('grows between two answers', () => {
    expect(ageNow(40, 10_000, 25_000)).toBe(55);
    expect(ageNow(40, null, 25_000)).toBe(40);
  });
});
