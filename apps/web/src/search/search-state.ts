// What the search page shows after each answer: nothing of the person stays once the link has ended. Pure.
import type { SearchSheet } from '#libs/contracts';

export interface SearchState {
  stage: 'loading' | 'open' | 'ended';
  sheet: SearchSheet | null;
  /** The last answer did not come: what is shown is as old as `asOfMs`. */
  late: boolean;
  asOfMs: number | null;
}

export const SEARCH_EVERY_MS = 10_000;

export const unopened: SearchState = { stage: 'loading', sheet: null, late: false, asOfMs: null };
const over: SearchState = { stage: 'ended', sheet: null, late: false, asOfMs: null };

export const afterSheet = (sheet: SearchSheet, nowMs: number): SearchState =>
  sheet.open ? { stage: 'open', sheet, late: false, asOfMs: nowMs } : over;

/** Only the server's word ends the link; a bad network does not. */
export const afterFailure = (state: SearchState, code: string): SearchState =>
  code === 'SEARCH.NOT_FOUND' ? over : { ...state, late: true };

/** Seconds since a position was true: its age in the answer, and the time since the answer. */
export const ageNow = (ageSeconds: number, asOfMs: number | null, nowMs: number): number =>
  ageSeconds + Math.max(0, (nowMs - (asOfMs ?? nowMs)) / 1000);
