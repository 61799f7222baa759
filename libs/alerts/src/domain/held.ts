// What must not reach a page or a message before a named person has been phoned: death, serious injury, missing. Pure.
import type { AlertKind, AlertState, Ending, Outcome } from '#libs/contracts';

const SEARCHES: ReadonlySet<AlertKind> = new Set(['missingPerson', 'wandering']);
/** Outcomes of a search after which the person has still not been found. */
const NOT_FOUND: ReadonlySet<Outcome> = new Set(['realEmergency', 'notAtHome', 'unreachable', 'movedAway']);

export const isHeldEnding = (ending: Pick<Ending, 'outcome' | 'injury'>, kind: AlertKind): boolean =>
  ending.outcome === 'foundDead' ||
  ending.injury === 'serious' ||
  (SEARCHES.has(kind) && NOT_FOUND.has(ending.outcome));

export interface TellableCase {
  state: AlertState;
  /** Somebody is on the scene. */
  onScene: boolean;
  outcome: Outcome | null;
  held: boolean;
}

/** What family pages and messages may say. While a case is held they stay at "someone is there, we will phone you". */
export type ToldOutside = 'heard' | 'beingHandled' | 'someoneIsThere' | { ended: Outcome };

export function toldOutside(of: TellableCase): ToldOutside {
  if (of.held) return 'someoneIsThere';
  switch (of.state) {
    case 'raised':
      return of.onScene ? 'someoneIsThere' : 'heard';
    case 'claimed':
      return of.onScene ? 'someoneIsThere' : 'beingHandled';
    case 'merged':
      return 'beingHandled';
    case 'resolved':
    case 'closed':
      return of.outcome === null ? 'beingHandled' : { ended: of.outcome };
  }
}
