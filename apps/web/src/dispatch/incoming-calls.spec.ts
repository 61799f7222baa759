// Calls beside the queue.
import { describe, expect, it } from '@jest/globals';
import type { IncomingCallView } from '#libs/contracts';
import { callOrder, raiseFromCall, withCall, withListed } from './incoming-calls.ts';

const aCall = (over: Partial<IncomingCallView> = {}): IncomingCallView => ({
  id: 'c1', state: 'ringing', version: 1, number: '138****1234', startedAt: '2026-03-01T10:00:00+08:00',
  answeredAt: null, answeredBy: null, endedAt: null, matches: [], alertId: null, recordingRef: null, ...over,
}); // prettier-ignore

describe('Incoming calls', () => {
  it('keep the newest word, whichever comes last', () => {
    const answered = aCall({ version: 2, state: 'answered' });
    const held = withCall(new Map(), answered);
    expect(withCall(held, aCall()).get('c1')).toBe(answered);
    expect(withCall(withCall(new Map(), aCall()), answered).get('c1')).toBe(answered);
  });
  it('forget what the server no longer lists, and keep a newer word about what it does', () => {
    const newer = aCall({ version: 3, state: 'answered' });
    const held = new Map([['c1', newer], ['c2', aCall({ id: 'c2' })]]); // prettier-ignore
    expect([...withListed(held, [aCall({ version: 2 })]).values()]).toEqual([newer]);
  });
  it('ring at the top, the longest ringing first; then answered and missed, the latest first; ended ones go', () => {
    const at = (minute: number): string => `2026-03-01T10:0${minute}:00+08:00`;
    const calls = [
      aCall({ id: 'missed', state: 'missed', startedAt: at(1) }),
      aCall({ id: 'missedLater', state: 'missed', startedAt: at(2) }),
      aCall({ id: 'rings2', startedAt: at(4) }),
      aCall({ id: 'ended', state: 'ended' }),
      aCall({ id: 'answered', state: 'answered' }),
      aCall({ id: 'rings1', startedAt: at(3) }),
    ];
    expect(callOrder(calls).map(({ id }) => id)).toEqual(['rings1', 'rings2', 'answered', 'missedLater', 'missed']);
  });
});

describe('A case raised from a call', () => {
  const match = (elderId: string): IncomingCallView['matches'][number] => ({
    elderId, name: '李*兰', via: 'elder', openAlertId: null,
  }); // prettier-ignore
  it('names the elder if only one can be meant', () => {
    expect(raiseFromCall(aCall({ matches: [match('e1')] })).elderId).toBe('e1');
    expect(raiseFromCall(aCall({ matches: [match('e1'), match('e2')] }))).not.toHaveProperty('elderId');
  });
  it('takes the number of the caller once it is not masked', () => {
    expect(raiseFromCall(aCall())).toEqual({ incomingCallId: 'c1' });
    expect(raiseFromCall(aCall({ number: '13800001234' })).caller).toEqual({ phone: '13800001234' });
  });
});
