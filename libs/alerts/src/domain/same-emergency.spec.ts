import { describe, expect, it } from '@jest/globals';
import { aPress, anOpenCase } from '../testing/builders.ts';
import { SAME_HOME_MS, caseOfPress, foldKeyOf, isUrgent, severityOf } from './same-emergency.ts';

const at = new Date('2026-03-01T10:00:00+08:00');
const later = (ms: number): Date => new Date(at.getTime() + ms);
const pressOf = (elderId: string | null, homeId: string | null, over: Parameters<typeof aPress>[0] = {}) => {
  const press = aPress({ at, ...over, place: { elderId, homeId } });
  return { ...press.place, deviceKey: press.deviceKey, kind: press.kind, at: press.at };
};

describe('One emergency', () => {
  it('is keyed by the elder, else the home, else the device', () => {
    expect(foldKeyOf({ elderId: 'e', homeId: 'h', deviceKey: 'd' })).toBe('elder:e');
    expect(foldKeyOf({ elderId: null, homeId: 'h', deviceKey: 'd' })).toBe('home:h');
    expect(foldKeyOf({ elderId: null, homeId: null, deviceKey: 'd' })).toBe('device:d');
  });

  it('takes a fall of the same elder as a press of the open sos', () => {
    const open = anOpenCase({ foldKey: 'elder:a', homeId: 'h' });
    expect(caseOfPress(pressOf('a', 'h', { kind: 'fall' }), [open])).toBe(open);
  });

  it('takes a P1 from another source of the home within half an hour of the last press, either side, and no later', () => {
    const open = anOpenCase({ foldKey: 'elder:a', homeId: 'h', lastPressAt: at });
    expect(caseOfPress(pressOf('b', 'h', { at: later(SAME_HOME_MS) }), [open])).toBe(open);
    expect(caseOfPress(pressOf('b', 'h', { at: later(-SAME_HOME_MS) }), [open])).toBe(open);
    expect(caseOfPress(pressOf('b', 'h', { at: later(SAME_HOME_MS + 1) }), [open])).toBeNull();
    expect(caseOfPress(pressOf('b', 'other'), [open])).toBeNull();
  });

  it('keeps an elder in the case that their first press joined', () => {
    const open = anOpenCase({ foldKey: 'elder:a', homeId: 'h', otherElderIds: ['b'] });
    expect(caseOfPress(pressOf('b', 'h', { at: later(5 * SAME_HOME_MS) }), [open])).toBe(open);
  });

  it('prefers the case of its own key to a neighbour in the same home', () => {
    const neighbour = anOpenCase({ foldKey: 'elder:a', homeId: 'h' });
    const own = anOpenCase({ foldKey: 'elder:b', homeId: 'h' });
    expect(caseOfPress(pressOf('b', 'h'), [neighbour, own])).toBe(own);
  });

  it('never folds a P2 or P3 into a P1, nor a P1 into them', () => {
    const sos = anOpenCase({ foldKey: 'elder:a' });
    const exit = anOpenCase({ foldKey: 'elder:a', severity: 'P2', kind: 'bedExit' });
    expect(caseOfPress(pressOf('a', null, { kind: 'bedExit' }), [sos])).toBeNull();
    expect(caseOfPress(pressOf('a', null, { kind: 'bedExit' }), [sos, exit])).toBe(exit);
    expect(caseOfPress(pressOf('a', null, { kind: 'bedExit', deviceKey: 'other' }), [exit])).toBeNull();
    expect(caseOfPress(pressOf('a', null), [exit])).toBeNull();
  });

  it('is urgent with three presses within a minute, in whatever order they came', () => {
    expect(isUrgent([later(60_000), at, later(20_000)])).toBe(true);
    expect(isUrgent([at, later(20_000), later(60_001)])).toBe(false);
  });

  it('is as severe as its kind', () => {
    expect(['sos', 'co', 'unknownDistress', 'bedExit', 'nurseCall'].map((k) => severityOf(k as 'sos'))).toEqual([
      'P1', 'P1', 'P1', 'P2', 'P3',
    ]); // prettier-ignore
  });
});
