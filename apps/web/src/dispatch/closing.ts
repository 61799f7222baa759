// With what a case may be ended, what each outcome has to say beside it, and by which key. Pure.
import {
  ABSENCE_PROOFS, CAUSES, INJURIES, NO_RESCUE_REASONS, OUTCOMES, OUTCOME_DETAILS,
  type AlertView, type Ending, type Outcome, type Severity,
} from '#libs/contracts'; // prettier-ignore

export interface OutcomeChoice {
  key: string;
  outcome: Outcome;
}

/** 1 to 9, then A, B, C …: the key of the nth choice, counted from 0. */
export const keyOf = (at: number): string => (at < 9 ? String(at + 1) : String.fromCharCode(56 + at));

/** A test counts only if it was declared before the press; “unreachable” closes nothing but technical P3 cases. */
export const outcomeChoices = (alert: Pick<AlertView, 'severity' | 'drill'>): OutcomeChoice[] =>
  OUTCOMES.filter(
    (outcome) => (outcome !== 'test' || alert.drill) && (outcome !== 'unreachable' || alert.severity === 'P3'),
  ).map((outcome, at) => ({ key: keyOf(at), outcome }));

/** The parts of an ending beside outcome and note. `retryDays` becomes a time when it is sent. */
export const QUESTIONS = ['detail', 'injury', 'noRescueReason', 'proof', 'retryDays', 'cause'] as const;
export type QuestionName = (typeof QUESTIONS)[number];
export type Answers = Readonly<Partial<Record<QuestionName, string>>>;

export interface Question {
  name: QuestionName;
  choices: readonly string[];
  needed: boolean;
}

export const RETRY_DAYS = ['1', '2', '3', '7', '14', '30'] as const;

type Ended = Pick<AlertView, 'severity' | 'state' | 'milestones'>;
type Said = Pick<AlertView, 'state' | 'detail' | 'injury' | 'cause' | 'noRescueReason'>;

/** Whether the card asks if 120, 119 or 110 was called: on each P1, until one was or somebody has said why not. */
export const asksForRescue = (alert: Pick<AlertView, 'severity' | 'milestones' | 'noRescueReason'>): boolean =>
  alert.severity === 'P1' && alert.milestones.rescueCalledAt === null && alert.noRescueReason === null;

/** What the case says already of its end. */
export const answersOf = ({ state, detail, injury, cause, noRescueReason }: Said): Answers => ({
  ...(noRescueReason ? { noRescueReason } : {}),
  ...(state === 'resolved' && detail ? { detail } : {}),
  ...(state === 'resolved' && injury ? { injury } : {}),
  ...(state === 'resolved' && cause ? { cause } : {}),
});

/** What is asked for an outcome, in order. What a resolved case has said of rescue is not asked again. */
export function questionsFor(outcome: Outcome, alert: Ended): Question[] {
  const question = (name: QuestionName, choices: readonly string[], needed: boolean): Question => ({
    name, choices, needed,
  }); // prettier-ignore
  const injury = (needed: boolean): Question => question('injury', INJURIES, needed);
  const cause = question('cause', CAUSES, false);
  switch (outcome) {
    case 'realEmergency': {
      const unsaid = alert.severity === 'P1' && alert.milestones.rescueCalledAt === null && alert.state === 'claimed';
      return [
        question('detail', OUTCOME_DETAILS.realEmergency, true),
        injury(true),
        ...(unsaid ? [question('noRescueReason', NO_RESCUE_REASONS, true)] : []),
        cause,
      ];
    }
    case 'helpGiven':
    case 'foundIll':
      return [injury(false), cause];
    case 'foundDead':
      return [cause];
    case 'notAtHome':
      return [question('proof', ABSENCE_PROOFS, true)];
    case 'falseAlarm':
      return [question('detail', OUTCOME_DETAILS.falseAlarm, true)];
    case 'unreachable':
      return [question('retryDays', RETRY_DAYS, true)];
    case 'foundWell':
    case 'movedAway':
    case 'test':
      return [];
  }
}

/** The first needed question without an answer; a note answers for the proof. */
export const firstOpen = (questions: readonly Question[], answers: Answers, note: string): Question | null =>
  questions.find(
    ({ name, needed }) => needed && answers[name] === undefined && !(name === 'proof' && note.trim() !== ''),
  ) ?? null;

const DAY_MS = 86_400_000;

/** What is sent. Answers to questions that the outcome does not ask stay behind. */
export function endingOf(
  outcome: Outcome,
  answers: Answers,
  note: string,
  questions: readonly Question[],
  nowMs: number,
): Ending {
  const asked = new Set(questions.map(({ name }) => name));
  const said = Object.fromEntries(
    QUESTIONS.filter((name) => name !== 'retryDays' && asked.has(name) && answers[name] !== undefined).map((name) => [
      name,
      answers[name],
    ]),
  ) as Partial<Ending>;
  const days = asked.has('retryDays') ? Number(answers.retryDays ?? 'NaN') : Number.NaN;
  return {
    outcome,
    ...said,
    ...(Number.isFinite(days) ? { retryAt: new Date(nowMs + days * DAY_MS).toISOString() } : {}),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  };
}

/** A P1 that was real, and whoever was hurt or has died: a supervisor looks at it before archive. */
export const needsReview = ({ outcome, injury }: Pick<Ending, 'outcome' | 'injury'>, severity: Severity): boolean =>
  (severity === 'P1' && outcome === 'realEmergency') ||
  outcome === 'foundDead' ||
  injury === 'minor' ||
  injury === 'serious';

const REOPEN_WITHIN_MS = 24 * 3_600_000;

/** A closed case may be taken up again within a day. */
export const mayReopen = ({ state, closedAt }: Pick<AlertView, 'state' | 'closedAt'>, nowMs: number): boolean =>
  state === 'closed' && closedAt !== null && nowMs - Date.parse(closedAt) < REOPEN_WITHIN_MS;
