// Whom the call keys ring.
import { describe, expect, it } from '@jest/globals';
import type { CallList, CallListEntry, CallTaskView } from '#libs/contracts';
import { bestToCall, callOrder, callsInOrder, openCall } from './call-choice.ts';

// prettier-ignore
const entry = (key: string, group: CallListEntry['group'], order: number, over: Partial<CallListEntry> = {}): CallListEntry => ({
  key, group, order, channel: 'mobile', name: '李桂兰', relation: null, phone: '13800000001', minutesAway: null,
  holdsKey: false, attempts: 0, lastResult: null, ...over,
});
const list = (...entries: CallListEntry[]): CallList => ({ alertId: 'a1', opened: true, dialling: 'tel', entries });

describe('The key for the elder', () => {
  it('rings the first, and after an attempt the next', () => {
    const [device, phone] = [entry('device:p1', 'elder', 1), entry('elder:e1:0', 'elder', 2)];
    expect(bestToCall(list(phone, device), ['elder'])?.key).toBe('device:p1');
    expect(bestToCall(list(phone, { ...device, attempts: 1 }), ['elder'])?.key).toBe('elder:e1:0');
  });
});

describe('The key for the family', () => {
  it('rings those who can come, else those who decide, and last who said that they cannot come', () => {
    const [son, daughter] = [entry('contact:s', 'come', 1), entry('contact:d', 'come', 2)];
    const guardian = entry('contact:g', 'decide', 1);
    expect(bestToCall(list(guardian, daughter, son), ['come', 'decide'])?.key).toBe('contact:s');
    const cannot = { ...son, attempts: 1, lastResult: 'cannotCome' };
    expect(bestToCall(list(cannot, { ...daughter, attempts: 4 }), ['come'])?.key).toBe('contact:d');
    expect(bestToCall(list(guardian), ['come', 'decide'])?.key).toBe('contact:g');
    expect(bestToCall(list(), ['come', 'decide'])).toBeNull();
  });
});

describe('A call', () => {
  it('is ordered for whom its key names', () => {
    expect(callOrder(entry('elder:e1:2', 'elder', 1))).toMatchObject({
      verb: 'start',
      channel: 'mobile',
      elderId: 'e1',
      entry: 'elder:e1:2',
    });
    expect(callOrder(entry('contact:c9', 'come', 1))).toMatchObject({ contactId: 'c9' });
    expect(callOrder(entry('caller', 'caller', 1))).toMatchObject({ name: '李桂兰', entry: 'caller' });
    expect(callOrder(entry('caller', 'caller', 1, { name: '' }))).not.toHaveProperty('name');
    expect(callOrder(entry('device:p1', 'elder', 1, { channel: 'deviceVoice' }))).toMatchObject({
      channel: 'deviceVoice',
    });
  });

  it('is counted in the list as it is shown: caller, elder, who comes, who decides', () => {
    const mixed = list(entry('contact:g', 'decide', 1), entry('elder:e1:0', 'elder', 1), entry('caller', 'caller', 1));
    expect(callsInOrder(mixed).map(({ key }) => key)).toEqual(['caller', 'elder:e1:0', 'contact:g']);
  });

  it('goes on until it has ended or stayed unanswered', () => {
    const call = (id: string, state: CallTaskView['state'], startedAt: string) =>
      ({ id, state, startedAt }) as CallTaskView;
    const calls = [
      call('1', 'voice', '2026-03-01T10:00:00+08:00'),
      call('2', 'ringing', '2026-03-01T10:01:00+08:00'),
      call('3', 'noAnswer', '2026-03-01T10:02:00+08:00'),
    ];
    expect(openCall(calls)?.id).toBe('2');
    expect(openCall(calls.slice(2))).toBeNull();
  });
});
