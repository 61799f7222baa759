// Which ladders are shown as shipped and as in force: what is shown is what a case would climb.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALERT_KINDS, type AlertKind } from '#libs/contracts';
import { frozenSteps, ladderOf, type Ladder } from './escalation.ts';
import { rulesNow, shippedRows } from './ladders-in-force.ts';
import { severityOf } from './same-emergency.ts';

const aLadder = (id: string, over: Partial<Ladder> = {}): Ladder => ({
  id,
  kinds: [],
  fromMinute: 0,
  toMinute: 0,
  staffing: 'normal',
  steps: [{ afterSeconds: 20, action: 'dutyPhone' }],
  ...over,
});
const now = { minute: 600, staffing: 'normal' as const };

describe('The ladders that ship', () => {
  it('are shown for every kind that climbs, by severity and staffing, and none for the technical queue', () => {
    const rows = shippedRows();
    expect(rows.map(({ severity, staffing }) => `${severity} ${staffing}`)).toEqual([
      'P1 normal',
      'P1 lone',
      'P2 normal',
      'P2 lone',
    ]);
    const shown = rows.filter(({ staffing }) => staffing === 'normal').flatMap(({ kinds }) => kinds);
    expect([...shown].sort()).toEqual(ALERT_KINDS.filter((kind) => severityOf(kind) !== 'P3').sort());
    expect(rows[1]?.steps.map(({ afterSeconds, action }) => `${afterSeconds} ${action}`)).toEqual([
      '30 operatorMobile',
      '45 dutyPhone',
      '90 neighbouringCentre',
      '120 autoOffer',
    ]);
  });
});

describe('The ladders in force', () => {
  it('are those that ship where nobody has any of their own', () => {
    expect(rulesNow([], now).map(({ severity, from }) => [severity, from])).toEqual([
      ['P1', null],
      ['P2', null],
    ]);
  });

  it('say whose they are, kind by kind', () => {
    const town = { code: 'town', ladders: [aLadder('falls', { kinds: ['fall'] })] };
    const county = { code: 'county', ladders: [aLadder('all'), aLadder('night', { staffing: 'lone' })] };
    const told = (staffing: 'normal' | 'lone'): unknown[] =>
      rulesNow([town, county], { ...now, staffing }).map(({ severity, from, kinds }) => [
        severity,
        from ? `${from.divisionCode} ${from.ladderId}` : 'shipped',
        kinds.includes('fall'),
      ]);
    expect(told('normal')).toEqual([
      ['P1', 'county all', false],
      ['P1', 'town falls', true],
      ['P2', 'shipped', false],
    ]);
    expect(told('lone')).toEqual([
      ['P1', 'county night', true],
      ['P2', 'shipped', false],
    ]);
  });

  it('name each kind that climbs once, with the very steps that its case would climb', () => {
    const someLadder = fc.record({
      kinds: fc.subarray<AlertKind>(['sos', 'fall', 'wandering', 'vitals']),
      staffing: fc.constantFrom('normal' as const, 'lone' as const),
      fromMinute: fc.constantFrom(0, 480),
      afterSeconds: fc.constantFrom(20, 90),
    });
    fc.assert(
      fc.property(fc.array(fc.array(someLadder, { maxLength: 4 }), { maxLength: 3 }), (given) => {
        const sets = given.map((ladders, set) => ({
          code: `${set}`,
          ladders: ladders.map(({ afterSeconds, ...over }, at) =>
            aLadder(`${set}-${at}`, { ...over, steps: [{ afterSeconds, action: 'dutyPhone' }] }),
          ),
        }));
        for (const staffing of ['normal', 'lone'] as const) {
          const rules = rulesNow(sets, { minute: 300, staffing });
          expect(rules.flatMap(({ kinds }) => kinds)).toHaveLength(
            ALERT_KINDS.filter((kind) => severityOf(kind) !== 'P3').length,
          );
          for (const { kinds, severity, steps } of rules) {
            for (const kind of kinds) {
              const waiting = { kind, severity, minute: 300, staffing };
              const ladder = ladderOf(
                sets.map(({ ladders }) => ladders),
                waiting,
              );
              const climbed = frozenSteps(ladder, waiting, { undisplayedMs: 1, repeatMs: 1 });
              const rungs = climbed.filter(({ kind: one }) => !/^undisplayed|^remind$/.test(one));
              expect(rungs.map(({ afterMs }) => afterMs / 1000)).toEqual(steps.map(({ afterSeconds }) => afterSeconds));
            }
          }
        }
      }),
    );
  });
});
