// Merging.
import { describe, expect, it } from '@jest/globals';
import { anAlert } from './an-alert.ts';
import { mergeChoices } from './merge-choices.ts';

const home = { id: 'h1', address: '江南社区', residents: [{ id: 'e2', name: '王', age: 80 }] };
const elsewhere = anAlert({ id: 'b', elder: { id: 'e9', name: '陈', age: 70, address: '' }, device: null });
const ids = (choices: ReturnType<typeof mergeChoices>): string[] => choices.map(({ alert }) => alert.id);

describe('A case goes into another', () => {
  it('of the same elder, home or device, not of another place', () => {
    const byHome = anAlert({ id: 'c', elder: null, device: null, home });
    const mine = anAlert({ device: null, home });
    expect(ids(mergeChoices(mine, [mine, elsewhere, byHome]))).toEqual(['c']);
    expect(ids(mergeChoices(anAlert(), [elsewhere, anAlert({ id: 'd', elder: null })]))).toEqual(['d']);
  });
  it('of whichever place if nobody knows whose it is, those of the same device first', () => {
    const unknown = anAlert({ elder: null });
    const sameDevice = anAlert({ id: 'late', receivedAt: '2026-03-01T11:00:00+08:00' });
    expect(ids(mergeChoices(unknown, [elsewhere, sameDevice]))).toEqual(['late', 'b']);
  });
  it('never of a lower urgency than an emergency, and never into what has ended', () => {
    const others = [anAlert({ id: 'b', severity: 'P2' }), anAlert({ id: 'c', state: 'resolved' })];
    expect(mergeChoices(anAlert(), others)).toEqual([]);
    expect(ids(mergeChoices(anAlert({ severity: 'P2' }), others))).toEqual(['b']);
  });
});
