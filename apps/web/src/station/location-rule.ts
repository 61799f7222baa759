// When a phone may tell where it is: on shift and on an accepted task only, and not more often than needed. Pure.
import type { DispatchState } from '#libs/contracts';
import { isUnderway } from './next-step.ts';

export const LOCATION_EVERY_MS = 30_000;
/** A position older than this says nothing about now. */
const FRESH_MS = 60_000;

export const sharesLocation = (onShift: boolean, states: readonly DispatchState[]): boolean =>
  onShift && states.some(isUnderway);

export function locationDue(
  now: { sharing: boolean; connected: boolean; fixAt: number | null },
  lastSentMs: number | null,
  nowMs: number,
): boolean {
  if (!now.sharing || !now.connected || !isFresh(now.fixAt, nowMs)) return false;
  return lastSentMs === null || nowMs - lastSentMs >= LOCATION_EVERY_MS;
}

export const isFresh = (fixAt: number | null, nowMs: number): boolean => fixAt !== null && nowMs - fixAt <= FRESH_MS;
