// With what a case may be ended (domain rule 5): an outcome always, and what that outcome needs beside it. Pure.
import {
  OUTCOME_DETAILS, type Ending, type Injury, type Outcome, type OutcomeDetail, type Severity,
} from '#libs/contracts'; // prettier-ignore

export interface EndableCase {
  severity: Severity;
  /** Declared as test or drill before the press. */
  drill: boolean;
  /** 120, 119, 110 or the gas company was called, or it was said why none of them was needed. */
  rescueSaid: boolean;
}

export interface EndingRefusal {
  code:
    | 'ALERT.OUTCOME_NOT_ALLOWED'
    | 'ALERT.DETAIL_NOT_ALLOWED'
    | 'ALERT.RETRY_DATE_REQUIRED'
    | 'ALERT.PROOF_REQUIRED'
    | 'ALERT.RESCUE_UNSAID';
  reason?: 'unreachableOnlyForP3' | 'testNotDeclared';
}

/** Null if the case may end so. */
export function endingRefusal(ending: Ending, of: EndableCase): EndingRefusal | null {
  if (ending.detail !== undefined && !detailsOf(ending.outcome).includes(ending.detail)) {
    return { code: 'ALERT.DETAIL_NOT_ALLOWED' };
  }
  switch (ending.outcome) {
    case 'unreachable':
      if (of.severity !== 'P3') return { code: 'ALERT.OUTCOME_NOT_ALLOWED', reason: 'unreachableOnlyForP3' };
      return ending.retryAt === undefined ? { code: 'ALERT.RETRY_DATE_REQUIRED' } : null;
    case 'test':
      return of.drill ? null : { code: 'ALERT.OUTCOME_NOT_ALLOWED', reason: 'testNotDeclared' };
    case 'notAtHome':
      return ending.proof === undefined && !ending.note?.trim() ? { code: 'ALERT.PROOF_REQUIRED' } : null;
    case 'realEmergency': {
      const said = of.rescueSaid || ending.noRescueReason !== undefined;
      return of.severity === 'P1' && !said ? { code: 'ALERT.RESCUE_UNSAID' } : null;
    }
    case 'helpGiven':
    case 'foundWell':
    case 'foundIll':
    case 'foundDead':
    case 'movedAway':
    case 'falseAlarm':
      return null;
  }
}

export const detailsOf = (outcome: Outcome): readonly OutcomeDetail[] =>
  outcome === 'realEmergency' || outcome === 'falseAlarm' ? OUTCOME_DETAILS[outcome] : [];

export const isHurt = (injury: Injury | null | undefined): boolean => injury === 'minor' || injury === 'serious';

/** A P1 that was real, and whoever was hurt or has died: a supervisor looks at it before archive. */
export const needsReview = (ending: Pick<Ending, 'outcome' | 'injury'>, severity: Severity): boolean =>
  (severity === 'P1' && ending.outcome === 'realEmergency') || ending.outcome === 'foundDead' || isHurt(ending.injury);
