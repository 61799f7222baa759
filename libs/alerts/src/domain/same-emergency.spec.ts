import { describe, expect, it } from '@jest/globals';
import type { Severity } from '#libs/contracts';
import { aPress, anOpenCase } from '../testing/builders.ts';
import { foldableOf, type PersonsWord, type Press } from './fold-presses.ts';
import { SAME_HOME_MS, caseOfPress, foldKeyOf, isUrgent, severityOf } from './same-emergency.ts';

const at = new Date('2026-03-01T10:00:00+08:00');
const later = (ms: number): Date => new Date(at.getTime() + ms);
const pressOf = (elderId: string | null, homeId: string | null, over: Parameters<typeof aPress>[0] = {}) =>
  foldableOf(aPress({ at, ...over, place: { elderId, homeId } }));
const aWord = (severity: Severity, over: Partial<PersonsWord> = {}): Pick<Press, 'deviceKey' | 'word'> => ({
  deviceKey: null,
  word: {
    accountId: 'anna', source: 'operator', severity, ownKey: 'caller:x', noteSealed: null, reportedSealed: null,
    callerSealed: null, missingSealed: null, ...over,
  },
}); // prettier-ignore

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

  it('takes a device that hangs nowhere into the case that it opened, also after somebody said whom it is about', () => {
    const open = anOpenCase({ foldKey: 'elder:a', homeId: 'h', deviceKey: 'stray', kind: 'unknownDistress' });
    const stray = { deviceKey: 'stray', kind: 'unknownDistress' as const };
    expect(caseOfPress(pressOf(null, null, stray), [open])).toBe(open);
    expect(caseOfPress(pressOf(null, null, { ...stray, deviceKey: 'other' }), [open])).toBeNull();
    expect(caseOfPress(pressOf('b', 'elsewhere', stray), [open])).toBeNull();
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

  it('joins the case that took the case of its key, whenever that was, but its own case before', () => {
    const open = anOpenCase({ foldKey: 'elder:a', homeId: 'h', joinedKeys: ['home:h', 'device:d'] });
    const hours = { at: later(5 * 3_600_000) };
    expect(caseOfPress(pressOf(null, 'h', hours), [open])).toBe(open);
    expect(caseOfPress(pressOf(null, null, { deviceKey: 'd', ...hours }), [open])).toBe(open);
    expect(caseOfPress(pressOf(null, null, { deviceKey: 'e', ...hours }), [open])).toBeNull();
    const own = anOpenCase({ id: 'own', foldKey: 'home:h' });
    expect(caseOfPress(pressOf(null, 'h', hours), [open, own])).toBe(own);
    expect(caseOfPress(pressOf(null, 'h', { kind: 'bedExit' }), [open])).toBeNull();
    expect(caseOfPress(pressOf(null, 'h', hours), [{ ...open, severity: 'P2' }])).toBeNull();
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

describe('What a person raises', () => {
  it('without elder and home is keyed by who called, and never without any key', () => {
    expect(foldKeyOf({ elderId: null, homeId: null, deviceKey: null, ownKey: 'caller:x' })).toBe('caller:x');
    expect(() => foldKeyOf({ elderId: null, homeId: null, deviceKey: null })).toThrow('from a device or from a person');
  });

  it('as P1 joins the open P1 of the elder or the home, whoever raised that', () => {
    const open = anOpenCase({ foldKey: 'elder:a', homeId: 'h' });
    expect(caseOfPress(pressOf('a', 'h', { kind: 'phoneCall', ...aWord('P1') }), [open])).toBe(open);
    expect(caseOfPress(pressOf('b', 'h', { kind: 'welfareCheck', ...aWord('P1') }), [open])).toBe(open);
    expect(caseOfPress(pressOf(null, null, { kind: 'phoneCall', ...aWord('P1') }), [open])).toBeNull();
  });

  it('from the same unknown number joins the case of that number', () => {
    const open = anOpenCase({ foldKey: 'caller:x', deviceKey: null, elderId: null, source: 'operator' });
    expect(caseOfPress(pressOf(null, null, { kind: 'phoneCall', ...aWord('P1') }), [open])).toBe(open);
    const other = aWord('P1', { ownKey: 'caller:y' });
    expect(caseOfPress(pressOf(null, null, { kind: 'phoneCall', ...other }), [open])).toBeNull();
  });

  it('as P2 joins only the same kind and source, never a P1', () => {
    const emergency = anOpenCase({ foldKey: 'elder:a', homeId: 'h' });
    const check = anOpenCase({
      ...emergency,
      id: 'c',
      kind: 'welfareCheck',
      severity: 'P2',
      source: 'operator',
      deviceKey: null,
    });
    const asked = (over: Partial<PersonsWord> = {}) =>
      caseOfPress(pressOf('a', 'h', { kind: 'welfareCheck', ...aWord('P2', over) }), [emergency, check]);
    expect(asked()).toBe(check);
    expect(asked({ source: 'family' })).toBeNull();
    expect(caseOfPress(pressOf('a', 'h', { kind: 'welfareCheck', ...aWord('P2') }), [emergency])).toBeNull();
  });
});
