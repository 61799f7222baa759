// Digest of the open list and the steps that heal a drift.
import { describe, expect, it } from '@jest/globals';
import { afterBeat, agrees, digestText, DriftWatch, noDrift, sha256 } from './drift-watch.ts';

const beat = { headSeq: 1, openCount: 2, digest: 'abc', serverTime: '2026-03-01T10:00:00Z' };

describe('The digest', () => {
  it('is over lines id:version sorted by id', () => {
    const open = [
      { id: 'b', version: 2 },
      { id: 'a', version: 7 },
    ];
    expect(digestText(open)).toBe('a:7\nb:2');
    expect(digestText([])).toBe('');
  });

  it('is lower-case hex SHA-256', async () => {
    // printf 'a:7\nb:2' | sha256sum
    expect(await sha256('a:7\nb:2')).toBe('6d7b5a9b17a7c7fc701f7795ad0a6c54c7abb3c48a30c5861801cf2c0d3be455');
  });

  it('decides where there is one, else the count does', () => {
    expect(agrees(beat, { count: 99, hash: 'abc' })).toBe(true);
    expect(agrees(beat, { count: 2, hash: 'abd' })).toBe(false);
    expect(agrees(beat, { count: 2, hash: null })).toBe(true);
    expect(agrees(beat, { count: 3, hash: null })).toBe(false);
  });
});

describe('A drift', () => {
  it('waits one beat, then syncs, then reconnects', () => {
    const one = afterBeat(noDrift, false);
    const two = afterBeat(one.state, false);
    const three = afterBeat(two.state, false);
    expect([one.step, two.step, three.step]).toEqual(['none', 'sync', 'reconnect']);
    expect(three.state).toEqual(noDrift);
  });

  it('is forgotten as soon as a beat agrees', () => {
    const one = afterBeat(noDrift, false);
    expect(afterBeat(one.state, true)).toEqual({ state: noDrift, step: 'none' });
  });

  it('is synced from the last place where both sides agreed', async () => {
    const watch = new DriftWatch();
    const open = [{ id: 'a', version: 1 }];
    const good = { ...beat, openCount: 1, digest: (await sha256('a:1')) ?? '' };
    watch.begin(10);
    expect(await watch.judge({ ...good, headSeq: 12 }, open)).toBe('none');
    expect(await watch.judge({ ...good, headSeq: 15 }, [])).toBe('none');
    expect(await watch.judge({ ...good, headSeq: 16 }, [])).toBe('sync');
    expect(watch.agreedSeq).toBe(12);
  });
});
