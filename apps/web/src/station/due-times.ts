// Countdowns by the server's time: how long an offer stands, when to say that all is well, and when either sounds. Pure.
import type { Severity } from '#libs/contracts';
import type { WaitingOffer } from './next-step.ts';

/** Milliseconds until then, never below zero; null for no time at all. */
export function leftMs(until: string | null, nowMs: number): number | null {
  const at = until === null ? Number.NaN : Date.parse(until);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}

export const hasRunOut = (offer: { expiresAt: string }, nowMs: number): boolean => leftMs(offer.expiresAt, nowMs) === 0;

const OFFER_REPEAT_MS: Readonly<Record<Severity, number>> = { P1: 3_000, P2: 6_000, P3: 10_000 };

/**
 * The offer that sounds now: a new one at once, then again and again until it is answered or runs out. One that somebody
 * leads already sounds once. `ordered` as offerOrder gives it; `heard`: when each last sounded.
 */
export function offerThatSounds(
  ordered: readonly WaitingOffer[],
  heard: ReadonlyMap<string, number>,
  nowMs: number,
): WaitingOffer | null {
  const due = ordered.filter((offer) => {
    if (hasRunOut(offer, nowMs)) return false;
    const last = heard.get(offer.taskId);
    if (last === undefined) return true;
    return !offer.led && nowMs - last >= OFFER_REPEAT_MS[offer.severity];
  });
  return due[0] ?? null;
}

const CUT_OFF_FIRST_MS = 20_000;
const CUT_OFF_REPEAT_MS = 60_000;

/** A phone on shift that hears nothing from the centre says so aloud: silence must not pass for a quiet night. */
export function cutOffSounds(sinceMs: number | null, lastMs: number | null, nowMs: number): boolean {
  if (sinceMs === null || nowMs - sinceMs < CUT_OFF_FIRST_MS) return false;
  return lastMs === null || lastMs < sinceMs || nowMs - lastMs >= CUT_OFF_REPEAT_MS;
}

export type CheckInStage = 'none' | 'counting' | 'soon' | 'overdue';

/** So long before it is due the phone reminds. */
export const CHECK_IN_SOON_MS = 120_000;
const CHECK_IN_REPEAT_MS: Readonly<Record<CheckInStage, number | null>> = {
  none: null, counting: null, soon: 20_000, overdue: 5_000,
}; // prettier-ignore

export function checkInStage(
  task: { checkInDueAt: string | null; checkInOverdue: boolean },
  nowMs: number,
): CheckInStage {
  const left = leftMs(task.checkInDueAt, nowMs);
  if (left === null) return 'none';
  if (task.checkInOverdue || left === 0) return 'overdue';
  return left <= CHECK_IN_SOON_MS ? 'soon' : 'counting';
}

export function checkInSounds(stage: CheckInStage, lastMs: number | null, nowMs: number): boolean {
  const every = CHECK_IN_REPEAT_MS[stage];
  return every !== null && (lastMs === null || nowMs - lastMs >= every);
}
