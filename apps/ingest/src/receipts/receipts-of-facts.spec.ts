// Which receipts go down for which facts.
import { describe, expect, it } from '@jest/globals';
import type { Fact } from '#libs/platform';
import { alertsOf, receiptsOf, type CasePress } from './receipts-of-facts.ts';

let next = 0;
const fact = (kind: Fact['kind'], subject: string, change: string, data: Fact['data'] = {}): Fact => ({
  id: ++next,
  at: `2025-11-22T12:00:${String(next).padStart(2, '0')}+00:00`,
  kind,
  subject,
  change,
  data,
});
const received = (deviceKey: string, eventId: string, alertId: string | null, change = 'received'): Fact =>
  fact('event', deviceKey, change, { eventId, alertId });
const press = (
  eventId: string,
  state: CasePress['state'] = 'raised',
  deviceKey = 'd',
  stage: CasePress['stage'] = null,
): CasePress => ({
  alertId: 'A',
  number: '251122-00001',
  state,
  stage,
  deviceKey,
  eventId,
});
const told = (facts: Fact[], presses: CasePress[]): string[] =>
  receiptsOf(facts, presses).map(
    ({ deviceKey, receipt }) => `${deviceKey} ${receipt.id} ${receipt.state} ${receipt.alert ?? '-'}`,
  );

describe('A received event', () => {
  it('is answered with the number of its case, or none', () => {
    const facts = [received('d', 'e1', 'A'), received('d', 'e2', null)];
    expect(told(facts, [press('e1')])).toEqual(['d e1 received 251122-00001', 'd e2 received -']);
    expect(receiptsOf(facts, [press('e1')])[0]?.receipt.at).toBe(facts[0]?.at);
  });

  it('that joined or repeats a press of a case that is claimed or closed is told that as well', () => {
    expect(told([received('d', 'e2', 'A')], [press('e2', 'claimed')])).toEqual([
      'd e2 received 251122-00001',
      'd e2 claimed 251122-00001',
    ]);
    expect(told([received('d', 'e1', 'A', 'receivedAgain')], [press('e1', 'closed')])).toEqual([
      'd e1 received 251122-00001',
      'd e1 closed 251122-00001',
    ]);
    expect(told([received('d', 'e1', 'A')], [press('e1', 'resolved')]).at(-1)).toBe('d e1 claimed 251122-00001');
  });

  it('that joins a case for which somebody is on the way or there is told how far they are', () => {
    const joins = (state: CasePress['state'], stage: CasePress['stage']): string | undefined =>
      told([received('d', 'e2', 'A')], [press('e2', state, 'd', stage)]).at(-1);
    expect(joins('raised', 'dispatched')).toBe('d e2 dispatched 251122-00001');
    expect(joins('claimed', 'enRoute')).toBe('d e2 dispatched 251122-00001');
    expect(joins('claimed', 'onScene')).toBe('d e2 onScene 251122-00001');
    expect(joins('resolved', 'onScene')).toBe('d e2 onScene 251122-00001');
    expect(joins('claimed', 'verifying')).toBe('d e2 claimed 251122-00001');
    expect(joins('closed', 'onScene')).toBe('d e2 closed 251122-00001');
    expect(joins('raised', 'verifying')).toBe('d e2 received 251122-00001');
  });

  it('older than the latest presses of its case still gets its number', () => {
    expect(told([received('d', 'old', 'A', 'receivedAgain')], [press('e9')])).toEqual(['d old received 251122-00001']);
  });
});

describe('A case', () => {
  it.each([
    ['claimed', 'claimed'],
    ['closed', 'closed'],
    ['reopened', 'claimed'],
  ])('that is %s tells every press of it', (change, state) => {
    const presses = [press('e1', 'claimed'), press('e2', 'claimed'), press('e3', 'claimed', 'other')];
    expect(told([fact('alert', 'A', change)], presses)).toEqual([
      `d e1 ${state} 251122-00001`,
      `d e2 ${state} 251122-00001`,
      `other e3 ${state} 251122-00001`,
    ]);
  });

  it('tells nothing with other changes, and nothing of other cases', () => {
    const facts = ['raised', 'pressed', 'released', 'leaseLapsed', 'escalated', 'noted', 'displayed'].map((change) =>
      fact('alert', 'A', change),
    );
    expect(alertsOf(facts)).toEqual([]);
    expect(
      told(
        [...facts, fact('alert', 'B', 'claimed'), fact('device', 'd', 'claimed'), fact('session', 'A', 'closed')],
        [press('e1')],
      ),
    ).toEqual([]);
  });

  it('is asked for once, however many facts speak of it', () => {
    expect(
      alertsOf([
        received('d', 'e1', 'A'),
        received('d', 'e2', 'A'),
        received('d', 'e3', null),
        fact('alert', 'A', 'claimed'),
        fact('alert', 'B', 'closed'),
      ]),
    ).toEqual(['A', 'B']);
  });

  it('claimed in the same breath as it was pressed is told once', () => {
    expect(told([received('d', 'e1', 'A'), fact('alert', 'A', 'claimed')], [press('e1', 'claimed')])).toEqual([
      'd e1 received 251122-00001',
      'd e1 claimed 251122-00001',
    ]);
  });
});

describe('Somebody who is sent', () => {
  const dispatch = (change: string, first: boolean, alertId = 'A'): Fact =>
    fact('dispatch', 't', change, { alertId, responderId: 'r', ...(first ? { first } : {}) });

  it('is told to every press of the case with the first offer, and again when the first of them is there', () => {
    const presses = [press('e1', 'claimed'), press('e2', 'claimed', 'other')];
    const facts = [
      dispatch('offered', true),
      dispatch('offered', false),
      dispatch('accepted', false),
      dispatch('enRoute', false),
      dispatch('onScene', true),
      dispatch('onScene', false),
      dispatch('left', false),
    ];
    expect(told(facts, presses)).toEqual([
      'd e1 dispatched 251122-00001',
      'other e2 dispatched 251122-00001',
      'd e1 onScene 251122-00001',
      'other e2 onScene 251122-00001',
    ]);
    expect(alertsOf(facts)).toEqual(['A']);
    expect(receiptsOf(facts, presses)[0]?.receipt.at).toBe(facts[0]?.at);
  });

  it('for another case tells nothing, and nothing is asked for later offers', () => {
    expect(told([dispatch('offered', true, 'B')], [press('e1', 'claimed')])).toEqual([]);
    expect(alertsOf([dispatch('offered', false), dispatch('declined', false), dispatch('left', false)])).toEqual([]);
  });
});
