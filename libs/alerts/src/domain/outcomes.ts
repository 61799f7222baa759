// With which outcome a case may be closed (domain rule 5): closing needs a code, and not every code closes everything.
import type { Outcome, Severity } from '#libs/contracts';

export interface ClosableCase {
  severity: Severity;
  /** Declared as test or drill before the press. */
  drill: boolean;
}

/** Null if allowed, else why not. "Unreachable" closes nothing but P3; "test" only what was declared before. */
export function outcomeRefusal(outcome: Outcome, of: ClosableCase): 'unreachableOnlyForP3' | 'testNotDeclared' | null {
  switch (outcome) {
    case 'unreachable':
      return of.severity === 'P3' ? null : 'unreachableOnlyForP3';
    case 'test':
      return of.drill ? null : 'testNotDeclared';
    case 'realEmergency':
    case 'helpGiven':
    case 'foundWell':
    case 'foundIll':
    case 'foundDead':
    case 'notAtHome':
    case 'movedAway':
    case 'falseAlarm':
      return null;
  }
}
