// How urgent it is that somebody left their safe area (domain rule 4). Pure.
import type { Severity } from '#libs/contracts';

export interface LeftSafeArea {
  /** Marked 易走失 in the registry. */
  proneToWander: boolean;
  at: Date;
  /** Percent; null where the watch does not tell. */
  battery: number | null;
}

/** China has one zone and no summer time. */
const ZONE_MS = 8 * 3_600_000;
const DAY_HOURS = { from: 6, to: 19 };
/** Below this there may soon be no more positions. */
const LOW_BATTERY = 20;

/**
 * At once if they are known to get lost and it is dark or the watch is about to die. Weather and dangerous places nearby would
 * make it urgent too, but nothing here knows them: the operator judges.
 */
export function severityOfWandering({ proneToWander, at, battery }: LeftSafeArea): Severity {
  if (!proneToWander) return 'P2';
  const hour = new Date(at.getTime() + ZONE_MS).getUTCHours();
  const isNight = hour < DAY_HOURS.from || hour >= DAY_HOURS.to;
  return isNight || (battery !== null && battery < LOW_BATTERY) ? 'P1' : 'P2';
}
