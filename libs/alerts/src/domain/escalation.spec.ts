import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALERT_KINDS, LADDER_ACTIONS, type LadderStep, type Severity } from '#libs/contracts';
import { covers, frozenSteps, ladderOf, shippedSteps, type Ladder } from './escalation.ts';
import { ladderFaults, type EditedLadder } from './ladder-faults.ts';
import { severityOf } from './same-emergency.ts';

const waits = { undisplayedMs: 10_000, repeatMs: 120_000 };
const aLadder = (over: Partial<Ladder> = {}): Ladder => ({
  id: 'l',
  kinds: [],
  fromMinute: 0,
  toMinute: 0,
  staffing: 'normal',
  steps: [{ afterSeconds: 5, action: 'dutyPhone' }],
  ...over,
});
const sos = { kind: 'sos' as const, severity: 'P1' as const, minute: 600, staffing: 'normal' as const };

describe('The ladder of a waiting case', () => {
  it('ships as the field knows it: by day, and for the operator who is alone', () => {
    const told = (steps: readonly LadderStep[]) => steps.map(({ afterSeconds, action }) => `${afterSeconds} ${action}`);
    expect(told(shippedSteps('P1', 'normal'))).toEqual([
      '30 ringAgain',
      '60 supervisor',
      '180 nextLevelCentre',
      '180 dutyPhone',
    ]);
    expect(told(shippedSteps('P1', 'lone'))).toEqual([
      '30 operatorMobile',
      '45 dutyPhone',
      '90 neighbouringCentre',
      '120 autoOffer',
    ]);
  });

  it('is that of the nearest division, of its kind before that for all, at this time of day and staffing', () => {
    const [forAll, forSos, atNight] = [
      aLadder({ id: 'all' }),
      aLadder({ id: 'sos', kinds: ['sos'], fromMinute: 480, toMinute: 1200 }),
      aLadder({ id: 'night', kinds: ['sos'], fromMinute: 1200, toMinute: 480 }),
    ];
    const county = [aLadder({ id: 'county' }), aLadder({ id: 'alone', staffing: 'lone' })];
    const sets = [[forAll, forSos, atNight], county];
    expect(ladderOf(sets, sos)?.id).toBe('sos');
    expect(ladderOf(sets, { ...sos, minute: 1300 })?.id).toBe('night');
    expect(ladderOf(sets, { ...sos, minute: 100 })?.id).toBe('night');
    expect(ladderOf(sets, { ...sos, kind: 'fall' })?.id).toBe('all');
    expect(ladderOf(sets, { ...sos, staffing: 'lone' })?.id).toBe('alone');
    expect(ladderOf([], sos)).toBeNull();
  });

  it('of a kind that is minor by itself is not enough for the case that is an emergency', () => {
    const mild = aLadder({ id: 'mild', kinds: ['wandering'], steps: [{ afterSeconds: 300, action: 'supervisor' }] });
    const wandering = { ...sos, kind: 'wandering' as const };
    expect(ladderOf([[mild, aLadder({ id: 'all' })]], { ...wandering, severity: 'P2' })?.id).toBe('mild');
    expect(ladderOf([[mild, aLadder({ id: 'all' })]], wandering)?.id).toBe('all');
    expect(ladderOf([[mild]], wandering)).toBeNull();
  });

  it('of a division replaces what it names and nothing else: minor cases keep the mild ladder that ships', () => {
    const minor = { ...sos, kind: 'inactivity' as const, severity: 'P2' as const };
    const forAll = aLadder({ id: 'all' });
    expect(ladderOf([[forAll]], sos)?.id).toBe('all');
    expect(ladderOf([[forAll]], minor)).toBeNull();
    expect(
      frozenSteps(ladderOf([[forAll]], minor), minor, waits).map(({ kind, afterMs }) => `${afterMs} ${kind}`),
    ).toEqual(['10000 undisplayed', '120000 ringAgain', '300000 supervisor', '420000 remind']);
    expect(ladderOf([[forAll, aLadder({ id: 'own', kinds: ['inactivity'] })]], minor)?.id).toBe('own');
    expect(ladderOf([[aLadder({ id: 'falls', kinds: ['fall'] })]], sos)).toBeNull();
    expect(ladderOf([[forAll]], { ...sos, staffing: 'lone' })).toBeNull();
  });

  it('never ends: whatever is chosen, something repeats after its last step', () => {
    const aStep = fc.record({
      afterSeconds: fc.integer({ min: 1, max: 3600 }),
      action: fc.constantFrom(...LADDER_ACTIONS),
    });
    fc.assert(
      fc.property(
        fc.option(fc.array(aStep, { minLength: 1, maxLength: 5 }), { nil: null }),
        fc.constantFrom<Severity>('P1', 'P2', 'P3'),
        fc.constantFrom('normal' as const, 'lone' as const),
        fc.constantFrom(...ALERT_KINDS),
        (steps, severity, staffing, kind) => {
          const ladder = steps && aLadder({ steps, staffing });
          const frozen = frozenSteps(ladder, { kind, severity, minute: 0, staffing }, waits);
          expect(frozen.at(-1)?.kind).toBe('remind');
          expect(frozen.at(-1)?.afterMs).toBe(Math.max(...frozen.map(({ afterMs }) => afterMs)));
          expect(frozen.filter(({ kind: one }) => one === 'undisplayed')).toHaveLength(1);
        },
      ),
    );
  });
});

describe('An edited set of ladders', () => {
  const one = (over: Partial<EditedLadder> = {}): EditedLadder => ({
    kinds: [],
    from: '00:00',
    to: '00:00',
    staffing: 'normal',
    steps: [
      { afterSeconds: 30, action: 'ringAgain' },
      { afterSeconds: 90, action: 'dutyPhone' },
    ],
    ...over,
  });
  const both = (...normal: EditedLadder[]): EditedLadder[] => [...normal, one({ staffing: 'lone' })];
  const reasons = (set: EditedLadder[]): string[] => ladderFaults(set).map(({ field, reason }) => `${field} ${reason}`);

  it('may be used when it covers the day once for both staffings', () => {
    expect(reasons(both(one()))).toEqual([]);
    expect(reasons(both(one({ from: '08:00', to: '20:00' }), one({ from: '20:00', to: '08:00' })))).toEqual([]);
    expect(reasons([])).toEqual([]);
  });

  it('may name no more than one kind and one staffing', () => {
    expect(reasons([one({ kinds: ['fall'] })])).toEqual([]);
    expect(reasons([one({ staffing: 'lone' })])).toEqual([]);
  });

  it('names gaps and overlaps', () => {
    expect(reasons(both(one({ from: '08:00', to: '20:00' })))).toEqual(['ladders[0].to gap']);
    expect(reasons(both(one(), one({ from: '20:00', to: '08:00' })))).toEqual(['ladders[1].from overlap']);
    expect(reasons(both(one({ from: '8:00' })))).toContain('ladders[0].from badTime');
  });

  it('names steps that come too late, go back in time, call somebody twice, or never leave the room', () => {
    const steps = (...given: [number, LadderStep['action']][]): EditedLadder[] =>
      both(one({ steps: given.map(([afterSeconds, action]) => ({ afterSeconds, action })) }));
    expect(reasons(steps([90, 'dutyPhone']))).toEqual(['ladders[0].steps[0].afterSeconds tooLate']);
    expect(reasons(steps([30, 'ringAgain'], [20, 'dutyPhone']))).toEqual([
      'ladders[0].steps[1].afterSeconds notAscending',
    ]);
    expect(reasons(steps([30, 'dutyPhone'], [40, 'dutyPhone']))).toEqual(['ladders[0].steps[1].action twice']);
    expect(reasons(steps([30, 'ringAgain'], [60, 'supervisor']))).toEqual(['ladders[0].steps staysInTheRoom']);
    expect(reasons(steps([30, 'dutyPhone'], [60, 'supervisor']))).toEqual(['ladders[0].steps staysInTheRoom']);
    expect(reasons(both(one({ steps: [] })))).toEqual(['ladders[0].steps noSteps']);
    expect(reasons(steps([30, 'shout' as LadderStep['action']], [60, 'dutyPhone']))).toEqual([
      'ladders[0].steps[0].action unknownAction',
    ]);
  });

  it('of the top centre does not end with only a centre above it, which there is not', () => {
    const steps = (...given: [number, LadderStep['action']][]): EditedLadder[] => [
      one({ steps: given.map(([afterSeconds, action]) => ({ afterSeconds, action })) }),
    ];
    const ofTop = (set: EditedLadder[]): string[] =>
      ladderFaults(set, true).map(({ field, reason }) => `${field} ${reason}`);
    const above = steps([30, 'dutyPhone'], [180, 'nextLevelCentre']);
    expect(reasons(above)).toEqual([]);
    expect(ofTop(above)).toEqual(['ladders[0].steps nothingAbove']);
    expect(ofTop(steps([30, 'nextLevelCentre']))).toEqual(['ladders[0].steps nothingAbove']);
    expect(ofTop(steps([30, 'ringAgain'], [180, 'nextLevelCentre'], [180, 'dutyPhone']))).toEqual([]);
    expect(ofTop(steps([30, 'ringAgain'], [60, 'supervisor']))).toEqual(['ladders[0].steps staysInTheRoom']);
    for (const staffing of ['normal', 'lone'] as const) {
      expect(ofTop([one({ staffing, steps: [...shippedSteps('P1', staffing)] })])).toEqual([]);
    }
  });

  it('may not name a kind of the technical queue, which never climbs', () => {
    expect(reasons([one({ kinds: ['lowBattery'] })])).toContain('ladders[0].kinds neverClimbs');
    expect(reasons([one({ kinds: ['sos', 'deviceLost'] })])).toEqual(['ladders[0].kinds neverClimbs']);
    for (const kind of ALERT_KINDS) {
      const climbs = frozenSteps(null, { ...sos, kind, severity: severityOf(kind) }, waits).length > 2;
      expect([kind, reasons([one({ kinds: [kind] })])]).toEqual([kind, climbs ? [] : ['ladders[0].kinds neverClimbs']]);
    }
  });

  it('that has no fault has exactly one ladder for every minute of the day', () => {
    const time = fc.constantFrom('00:00', '06:00', '08:00', '20:00');
    fc.assert(
      fc.property(fc.array(fc.record({ from: time, to: time }), { minLength: 1, maxLength: 3 }), (parts) => {
        const set = both(...parts.map((part) => one(part)));
        const at = (minute: number): number =>
          parts.filter(({ from, to }) =>
            covers({ fromMinute: Number(from.slice(0, 2)) * 60, toMinute: Number(to.slice(0, 2)) * 60 }, minute),
          ).length;
        const once = Array.from({ length: 48 }, (_, half) => at(half * 30)).every((count) => count === 1);
        expect(ladderFaults(set).length === 0).toBe(once);
      }),
    );
  });
});
