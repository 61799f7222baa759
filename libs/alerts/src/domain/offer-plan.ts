// Who is asked to go: an emergency is offered to several at once, everything else to one after another. Pure.
import type { CandidateView, CandidatesAnswer, ErrorCode, Severity } from '#libs/contracts';

export type OfferMode = 'parallel' | 'sequence';
export type OfferTarget = { responderId: string } | { stationId: string };

export interface OfferPlan {
  mode: OfferMode;
  /** Asked now, best first. */
  ask: string[];
  /** Asked when nobody of those has come to go, in their order. */
  waiting: string[];
  /** Somebody else than the preselected one was chosen. */
  override: boolean;
}

export interface OfferRefusal {
  code: ErrorCode;
  details: Record<string, unknown>;
  /** Nobody at all can be asked: the case says so. */
  nobody: boolean;
}

export interface OfferQuestion {
  answer: CandidatesAnswer;
  severity: Severity;
  to: OfferTarget | null;
  /** A reason was given for not taking the first. */
  hasReason: boolean;
  /** Who has an open task in this case. */
  engaged: ReadonlySet<string>;
  /** How many are asked at once in an emergency. */
  atOnce: number;
}

/** Left out for good: an order does not change it. */
const NEVER = new Set(['inactive', 'notForThisKind']);
const MOST_NAMED = 20;

const idOf = (candidate: CandidateView): string => candidate.responder.id;

export const modeOf = (severity: Severity): OfferMode => (severity === 'P1' ? 'parallel' : 'sequence');

export function planOffer(question: OfferQuestion): OfferPlan | OfferRefusal {
  const { answer, engaged, to } = question;
  const usable = answer.candidates.filter((candidate) => !engaged.has(idOf(candidate)));
  if (to) return planFor(to, usable, question);
  if (usable.length === 0) return engaged.size > 0 ? alreadyOffered(engaged) : nobodyLeft(answer);
  const mode = modeOf(question.severity);
  const proposed = answer.proposed.filter((id) => usable.some((candidate) => idOf(candidate) === id));
  const inLine = [...new Set([...proposed, ...usable.map(idOf)])];
  const atOnce = mode === 'parallel' ? Math.min(question.atOnce, Math.max(proposed.length, 1)) : 1;
  return { mode, ask: inLine.slice(0, atOnce), waiting: inLine.slice(atOnce), override: false };
}

function planFor(to: OfferTarget, usable: CandidateView[], question: OfferQuestion): OfferPlan | OfferRefusal {
  const chosen =
    'responderId' in to ? chosenPerson(to.responderId, question) : chosenOf(to.stationId, usable, question);
  if ('code' in chosen) return chosen;
  const first = usable[0];
  const override = first === undefined || idOf(first) !== idOf(chosen);
  if (override && !question.hasReason) {
    const preselected = first ? idOf(first) : null;
    return refusal('DISPATCH.OVERRIDE_REASON_REQUIRED', { preselected, chosen: idOf(chosen) });
  }
  const mode = modeOf(question.severity);
  const others = usable.map(idOf).filter((id) => id !== idOf(chosen));
  // In an emergency whoever names somebody asks the next one themselves; in sequence the line goes on.
  return { mode, ask: [idOf(chosen)], waiting: mode === 'sequence' ? others : [], override };
}

function chosenPerson(id: string, { answer, engaged }: OfferQuestion): CandidateView | OfferRefusal {
  if (engaged.has(id)) return refusal('DISPATCH.ALREADY_OFFERED', { responderId: id });
  const found = [...answer.candidates, ...answer.leftOut].find((candidate) => idOf(candidate) === id);
  if (!found) return refusal('RESPONDER.NOT_FOUND', {});
  const never = found.reasonsAgainst.filter((reason) => NEVER.has(reason));
  return never.length > 0 ? refusal('RESPONDER.NOT_FOUND', { reasons: never }) : found;
}

function chosenOf(stationId: string, usable: CandidateView[], question: OfferQuestion): CandidateView | OfferRefusal {
  const ofStation = (candidate: CandidateView): boolean => candidate.responder.facility?.id === stationId;
  const best = usable.find(ofStation);
  if (best) return best;
  const all = [...question.answer.candidates, ...question.answer.leftOut].filter(ofStation);
  if (all.length === 0) return refusal('FACILITY.NOT_FOUND', {});
  return refusal('DISPATCH.NO_CANDIDATE', { stationId, leftOut: named(all) });
}

const refusal = (code: ErrorCode, details: Record<string, unknown>): OfferRefusal => ({ code, details, nobody: false });

const alreadyOffered = (engaged: ReadonlySet<string>): OfferRefusal =>
  refusal('DISPATCH.ALREADY_OFFERED', { responderIds: [...engaged] });

const nobodyLeft = ({ limitSeconds, leftOut }: CandidatesAnswer): OfferRefusal => ({
  code: 'DISPATCH.NO_CANDIDATE',
  details: { nobodyInReach: true, limitSeconds, leftOut: named(leftOut) },
  nobody: true,
});

/** Ids and codes only. */
const named = (candidates: CandidateView[]): { responderId: string; reasons: string[] }[] =>
  candidates
    .slice(0, MOST_NAMED)
    .map((candidate) => ({ responderId: idOf(candidate), reasons: candidate.reasonsAgainst }));

export interface RoundInHand {
  mode: OfferMode;
  waiting: readonly string[];
  /** Everybody who could have been asked when the round began. */
  usable: readonly string[];
}

export interface LineStand {
  /** Offers that still wait for an answer, in the whole case. */
  openOffers: number;
  /** Helpers who have accepted and not ended. */
  underWay: number;
  /** Who was ever asked in this case. */
  asked: ReadonlySet<string>;
  atOnce: number;
}

/** After an offer ended without going: who is asked next, and whether nobody is left. */
export function nextInLine(
  round: RoundInHand,
  stand: LineStand,
): { ask: string[]; waiting: string[]; nobody: boolean } {
  if (stand.underWay > 0) return { ask: [], waiting: [], nobody: false };
  const waiting = round.waiting.filter((id) => !stand.asked.has(id));
  if (stand.openOffers > 0) return { ask: [], waiting, nobody: false };
  const atOnce = round.mode === 'parallel' ? stand.atOnce : 1;
  const ask = waiting.slice(0, atOnce);
  const nobody = ask.length === 0 && round.usable.every((id) => stand.asked.has(id));
  return { ask, waiting: waiting.slice(atOnce), nobody };
}
