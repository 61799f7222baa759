// Who to send: the list from which the desk chooses a helper, with reasons.
import type { PersonRef } from './alert.ts';
import type { ResponderKind, TravelWay } from './tasks.ts';

/** Why somebody is a good choice. */
export type ReasonFor =
  | 'nearest' | 'onShift' | 'onRoster' | 'holdsKey' | 'professional' | 'hasSkill' | 'freshLocation' | 'free'
  | 'knowsElder' | 'sameStation'; // prettier-ignore
/** Why somebody is a worse choice, or none. */
export type ReasonAgainst =
  | 'offDuty' | 'outsideHours' | 'busy' | 'tooFar' | 'lacksSkill' | 'staleLocation' | 'noPlace' | 'alreadyOffered'
  | 'declinedBefore' | 'notForThisKind' | 'inactive'; // prettier-ignore

export interface CandidateView {
  responder: PersonRef & { kind: ResponderKind; facility: PersonRef | null };
  /** Minutes to the home by their way of travel; null where either place is unknown. */
  minutes: number | null;
  metres: number | null;
  travel: TravelWay;
  openTasks: number;
  holdsKey: boolean;
  /** From the phone (minutes old), from where they are placed, or unknown. */
  locationAgeSeconds: number | null;
  reasonsFor: ReasonFor[];
  reasonsAgainst: ReasonAgainst[];
}

/** GET /api/v1/alerts/{id}/candidates. The first of `candidates` is preselected. */
export interface CandidatesAnswer {
  alertId: string;
  at: string;
  /** Seconds within which somebody should be there. */
  limitSeconds: number;
  /** How a P1 is offered: to several at once; else one after another. */
  mode: 'parallel' | 'sequence';
  candidates: CandidateView[];
  /** To whom `dispatch offer` without `to` would go, best first. */
  proposed: string[];
  leftOut: CandidateView[];
  /** Nobody can be there within the limit: supervisor and 120 now. */
  nobodyInReach: boolean;
  /** Helpers stay outside (smoke, gas, co). */
  stayOutside: boolean;
  routing: 'osrm' | 'estimate';
}
