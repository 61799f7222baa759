// Which outcomes an operator may choose to close a case with, and by which digit. Pure.
import { OUTCOMES, type AlertView, type Outcome } from '#libs/contracts';

export interface OutcomeChoice {
  digit: number;
  outcome: Outcome;
}

/** A test counts only if it was declared before the press; “unreachable” closes nothing but technical P3 cases. */
export const outcomeChoices = (alert: Pick<AlertView, 'severity'>): OutcomeChoice[] =>
  OUTCOMES.filter((outcome) => outcome !== 'test' && (outcome !== 'unreachable' || alert.severity === 'P3')).map(
    (outcome, at) => ({ digit: at + 1, outcome }),
  );
