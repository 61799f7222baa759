// Shipped ladders on the page of ladders.
import { describe, expect, it } from '@jest/globals';
import type { LadderInForce, LaddersInForce, ShippedLadder } from '#libs/contracts';
import { orderOf } from './ladder-rows.ts';
import { holdsNow, kindsText, ownRowFrom } from './shipped-rows.ts';

const shipped = (over: Partial<ShippedLadder> = {}): ShippedLadder => ({
  severity: 'P1', kinds: ['sos', 'fall'], from: '00:00', to: '00:00', staffing: 'normal',
  steps: [{ afterSeconds: 30, action: 'ringAgain' }, { afterSeconds: 180, action: 'dutyPhone' }], ...over,
}); // prettier-ignore
const inForce = (...ladders: Partial<LadderInForce>[]): LaddersInForce => ({
  division: { code: '330723001000', name: '壶山街道' }, at: '2026-03-01T12:00:00+08:00', staffing: 'normal',
  ladders: ladders.map((one) => ({
    severity: 'P1', kinds: ['sos'], source: 'shipped', ladderId: null, division: null, steps: [], ...one,
  })),
}); // prettier-ignore

describe('A shipped ladder', () => {
  it('holds now where some kind of its severity takes it with the staffing of this moment', () => {
    expect(holdsNow(shipped(), inForce({}))).toBe(true);
    expect(holdsNow(shipped(), inForce({ source: 'own' }, { kinds: ['fall'] }))).toBe(true);
    expect(holdsNow(shipped(), inForce({ source: 'above' }))).toBe(false);
    expect(holdsNow(shipped({ staffing: 'lone' }), inForce({}))).toBe(false);
    expect(holdsNow(shipped({ severity: 'P2' }), inForce({}))).toBe(false);
    expect(holdsNow(shipped(), null)).toBe(false);
  });

  it('begins a ladder of one’s own: for all emergencies, or for the minor kinds by name', () => {
    const { from, to, staffing, steps } = shipped();
    expect(orderOf([ownRowFrom(shipped())])).toEqual([{ kinds: [], from, to, staffing, steps }]);
    const minor = shipped({ severity: 'P2', kinds: ['vitals', 'inactivity'], staffing: 'lone' });
    expect(orderOf([ownRowFrom(minor)])[0]).toMatchObject({ kinds: ['vitals', 'inactivity'], staffing: 'lone' });
  });

  it('stays as it is while one’s own is edited', () => {
    const one = shipped({ severity: 'P2' });
    const row = ownRowFrom(one);
    row.steps.pop();
    row.kinds.pop();
    for (const step of row.steps) step.afterSeconds = 1;
    expect(one).toEqual(shipped({ severity: 'P2' }));
  });

  it('names its kinds in words', () => {
    expect(kindsText(['sos', 'fall'], (key) => `<${key}>`)).toBe('<kind.sos>、<kind.fall>');
  });
});
