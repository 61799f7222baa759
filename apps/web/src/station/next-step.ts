// What a responder does next, and what the page therefore shows. Pure.
import type { DispatchState, Severity } from '#libs/contracts';
import type { HeldTask } from './task-list.ts';

/** Verbs of the way there and back; each is one big button. */
export type Step = 'enRoute' | 'onScene' | 'left';

/** The one next step; null where the task is not theirs yet, or over. */
export function nextStep(state: DispatchState): Step | null {
  switch (state) {
    case 'accepted':
      return 'enRoute';
    case 'enRoute':
      return 'onScene';
    case 'onScene':
    case 'atDoorNoAnswer':
      return 'left';
    case 'offered':
    case 'declined':
    case 'expired':
    case 'recalled':
    case 'left':
      return null;
  }
}

/** Somebody stands at the door and nobody opens: it can be said once. */
export const canSayNobodyOpens = (state: DispatchState): boolean => state === 'onScene';
/** At the place, where door steps and photos belong. */
export const isThere = (state: DispatchState): boolean => state === 'onScene' || state === 'atDoorNoAnswer';
/** The responder said yes and has not left. */
export const isUnderway = (state: DispatchState): boolean => nextStep(state) !== null;

/** An offer as it waits for its answer. */
export interface WaitingOffer {
  taskId: string;
  alertId: string;
  severity: Severity;
  expiresAt: string;
  /** Somebody leads already. */
  led: boolean;
}

/** The most urgent first: nobody goes yet, then severity, then the one that runs out first. */
export function offerOrder(offers: readonly WaitingOffer[]): WaitingOffer[] {
  return [...offers].sort(
    (a, b) =>
      Number(a.led) - Number(b.led) ||
      a.severity.localeCompare(b.severity) ||
      Date.parse(a.expiresAt) - Date.parse(b.expiresAt) ||
      a.taskId.localeCompare(b.taskId),
  );
}

export type Screen = 'idle' | 'list' | 'task';

/** One task open at a time; with a single one there is nothing to choose. */
export function screenOf(
  underway: readonly HeldTask[],
  openId: string | null,
): { screen: Screen; task: HeldTask | null } {
  const [only] = underway;
  if (only === undefined) return { screen: 'idle', task: null };
  const open = underway.find(({ task }) => task.id === openId) ?? (underway.length === 1 ? only : null);
  return open ? { screen: 'task', task: open } : { screen: 'list', task: null };
}
