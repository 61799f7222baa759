// Handovers.
import { describe, expect, it } from '@jest/globals';
import type { HandoverView } from '#libs/contracts';
import { anAlert } from './an-alert.ts';
import { learnedHandovers, outcomeForMe, toHandOver, waitingFor } from './handing-over.ts';

const aHandover = (over: Partial<HandoverView> = {}): HandoverView => ({
  id: 'h1', from: { id: 'me', name: '王' }, to: { id: 'other', name: '陈' }, alertIds: ['a1'], state: 'offered',
  offeredAt: '2026-03-01T10:00:00+08:00', expiresAt: '2026-03-01T10:02:00+08:00', ...over,
}); // prettier-ignore

describe('A handover', () => {
  it('stays answered, whatever comes late', () => {
    const accepted = aHandover({ state: 'accepted' });
    const held = learnedHandovers(new Map(), [accepted]);
    expect(learnedHandovers(held, [aHandover()])).toBe(held);
    expect(learnedHandovers(new Map([['h1', aHandover()]]), [accepted]).get('h1')).toBe(accepted);
  });
  it('waits for whom it was offered to, the one that runs out first at the top', () => {
    const soon = aHandover({ id: 'soon', expiresAt: '2026-03-01T10:01:00+08:00' });
    const all = [aHandover(), soon, aHandover({ id: 'h3', state: 'declined' })];
    expect(waitingFor(all, 'other').map(({ id }) => id)).toEqual(['soon', 'h1']);
    expect(waitingFor(all, 'me')).toEqual([]);
  });
  it('is told back to whom it came from, once it is decided', () => {
    expect(outcomeForMe(aHandover(), 'me')).toBeNull();
    expect(outcomeForMe(aHandover({ state: 'declined' }), 'me')).toBe('declined');
    expect(outcomeForMe(aHandover({ state: 'declined' }), 'other')).toBeNull();
  });
  it('leaves out cases that are offered to somebody already', () => {
    const offered = anAlert({ id: 'a2', handoverTo: { id: 'other', name: '陈' } });
    expect(toHandOver([anAlert(), offered]).map(({ id }) => id)).toEqual(['a1']);
  });
});
