// When somebody is called again after a case (domain rule 5). Pure; all times of day are the installation's (UTC+8).
import type { Ending, FollowUpKind } from '#libs/contracts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONE_MS = 8 * HOUR_MS;
/** Nobody is woken for a follow-up. */
export const NIGHT_FROM_HOUR = 22;
export const NIGHT_TO_HOUR = 6;
const MORNING_HOUR = 8;
const EVENING_HOUR = 20;

export interface DueFollowUp {
  kind: FollowUpKind;
  dueAt: Date;
}

const hourOf = (at: Date): number => new Date(at.getTime() + ZONE_MS).getUTCHours();
export const isNight = (at: Date): boolean => hourOf(at) >= NIGHT_FROM_HOUR || hourOf(at) < NIGHT_TO_HOUR;

/** The first 08:00 at or after `at`. */
export function nextMorning(at: Date): Date {
  const local = at.getTime() + ZONE_MS;
  const morning = Math.floor(local / DAY_MS) * DAY_MS + MORNING_HOUR * HOUR_MS;
  return new Date((morning >= local ? morning : morning + DAY_MS) - ZONE_MS);
}

/** As told, or on the next morning where that would be before eight or after twenty o'clock. */
const atAGoodHour = (at: Date): Date => {
  const hour = hourOf(at);
  return hour >= MORNING_HOUR && hour < EVENING_HOUR ? at : nextMorning(at);
};

/** What is due after a case that was received and ended at these times; nothing for false alarms, tests and deaths. */
export function followUpsDue(
  ending: Pick<Ending, 'outcome' | 'detail'>,
  { receivedAt, endedAt }: { receivedAt: Date; endedAt: Date },
): DueFollowUp[] {
  const helped = ending.outcome === 'realEmergency' || ending.outcome === 'helpGiven' || ending.outcome === 'foundIll';
  if (!helped) return [];
  const first: DueFollowUp = isNight(receivedAt)
    ? { kind: 'morningAfter', dueAt: nextMorning(endedAt) }
    : { kind: 'dayAfter', dueAt: atAGoodHour(new Date(endedAt.getTime() + DAY_MS)) };
  if (ending.detail !== 'hospital') return [first];
  return [first, { kind: 'weekAfterHospital', dueAt: atAGoodHour(new Date(endedAt.getTime() + 7 * DAY_MS)) }];
}
