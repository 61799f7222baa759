import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ABSENCE_PROOFS, INJURIES, NO_RESCUE_REASONS, OUTCOMES, OUTCOME_DETAILS, type Ending, type Severity,
} from '#libs/contracts'; // prettier-ignore
import { endingRefusal, needsReview, type EndableCase } from './outcomes.ts';

const severities: Severity[] = ['P1', 'P2', 'P3'];
const anEnding = fc.record(
  {
    outcome: fc.constantFrom(...OUTCOMES),
    note: fc.constantFrom('', '  ', '邻居说去女儿家了'),
    detail: fc.constantFrom(...OUTCOME_DETAILS.realEmergency, ...OUTCOME_DETAILS.falseAlarm),
    injury: fc.constantFrom(...INJURIES),
    proof: fc.constantFrom(...ABSENCE_PROOFS),
    noRescueReason: fc.constantFrom(...NO_RESCUE_REASONS),
    retryAt: fc.constant('2026-03-02T10:00:00+08:00'),
  },
  { requiredKeys: ['outcome'] },
) as fc.Arbitrary<Ending>;
const aCase: fc.Arbitrary<EndableCase> = fc.record({
  severity: fc.constantFrom(...severities),
  drill: fc.boolean(),
  rescueSaid: fc.boolean(),
});
const P1: EndableCase = { severity: 'P1', drill: false, rescueSaid: false };

describe('Ending a case', () => {
  it('as unreachable is for P3 only, and with a day to try again', () => {
    for (const severity of severities) {
      expect(endingRefusal({ outcome: 'unreachable', retryAt: 'x' }, { ...P1, severity })).toEqual(
        severity === 'P3' ? null : { code: 'ALERT.OUTCOME_NOT_ALLOWED', reason: 'unreachableOnlyForP3' },
      );
    }
    expect(endingRefusal({ outcome: 'unreachable' }, { ...P1, severity: 'P3' })?.code).toBe(
      'ALERT.RETRY_DATE_REQUIRED',
    );
  });

  it('as a test needs to have been declared before the press', () => {
    expect(endingRefusal({ outcome: 'test' }, P1)?.reason).toBe('testNotDeclared');
    expect(endingRefusal({ outcome: 'test' }, { ...P1, drill: true })).toBeNull();
  });

  it('as not at home needs proof, coded or told; blanks tell nothing', () => {
    expect(endingRefusal({ outcome: 'notAtHome', note: '  ' }, P1)?.code).toBe('ALERT.PROOF_REQUIRED');
    expect(endingRefusal({ outcome: 'notAtHome', note: '女儿来电确认' }, P1)).toBeNull();
    expect(endingRefusal({ outcome: 'notAtHome', proof: 'familyConfirmed' }, P1)).toBeNull();
  });

  it('as a real P1 says which rescue was called, or why none was needed', () => {
    expect(endingRefusal({ outcome: 'realEmergency' }, P1)?.code).toBe('ALERT.RESCUE_UNSAID');
    expect(endingRefusal({ outcome: 'realEmergency', noRescueReason: 'elderRefused' }, P1)).toBeNull();
    expect(endingRefusal({ outcome: 'realEmergency' }, { ...P1, rescueSaid: true })).toBeNull();
    expect(endingRefusal({ outcome: 'realEmergency' }, { ...P1, severity: 'P2' })).toBeNull();
  });

  it('never lets a P1 end as unreachable, a real P1 without a word on rescue, or a detail stand beside another outcome', () => {
    fc.assert(
      fc.property(anEnding, aCase, (ending, of) => {
        if (endingRefusal(ending, of) !== null) return;
        expect(ending.outcome === 'unreachable' && of.severity !== 'P3').toBe(false);
        if (ending.outcome === 'realEmergency' && of.severity === 'P1') {
          expect(of.rescueSaid || ending.noRescueReason !== undefined).toBe(true);
        }
        if (ending.detail !== undefined) {
          expect(['realEmergency', 'falseAlarm']).toContain(ending.outcome);
          expect(OUTCOME_DETAILS[ending.outcome as 'realEmergency' | 'falseAlarm']).toContain(ending.detail);
        }
      }),
    );
  });

  it('is reviewed where a P1 was real, and wherever somebody was hurt or died', () => {
    expect(needsReview({ outcome: 'realEmergency' }, 'P1')).toBe(true);
    expect(needsReview({ outcome: 'realEmergency' }, 'P2')).toBe(false);
    expect(needsReview({ outcome: 'helpGiven', injury: 'minor' }, 'P2')).toBe(true);
    expect(needsReview({ outcome: 'foundDead' }, 'P2')).toBe(true);
    expect(needsReview({ outcome: 'helpGiven', injury: 'none' }, 'P1')).toBe(false);
  });
});
