// Whether somebody who says that they have arrived is where they say. Never refused, only marked. Pure.

export interface ToldPlace {
  /** Metres from the home; null where either place is unknown. */
  metres: number | null;
  /** How far off the position may be, in metres. */
  accuracyM: number | null;
  /** When the phone was there; null if it did not say. */
  at: Date | null;
}

export interface Arrival {
  withinM: number | null;
  doubtful: boolean;
}

/** A position that is older than this, or from the future, proves nothing. */
const FRESH_MS = 3 * 60_000;

export function arrivalOf(told: ToldPlace, now: Date, limitM: number): Arrival {
  const { metres, accuracyM, at } = told;
  if (metres === null) return { withinM: null, doubtful: true };
  const stale = at !== null && Math.abs(now.getTime() - at.getTime()) > FRESH_MS;
  const vague = accuracyM !== null && accuracyM > limitM;
  return { withinM: Math.round(metres), doubtful: metres > limitM || stale || vague };
}
