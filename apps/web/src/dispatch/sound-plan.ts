// What should be heard: at once after a change, and again and again while a case waits. Pure.
import type { AlertView, Severity } from '#libs/contracts';

export interface Sound {
  alertId: string;
  severity: Severity;
}

/** Milliseconds after which a waiting case sounds again. */
export const REPEAT_MS: Readonly<Record<Severity, number>> = { P1: 3_000, P2: 8_000, P3: 20_000 };

type Held = ReadonlyMap<string, AlertView>;

/**
 * The cases that sound because of a change: raised or raised again, pressed again (whoever holds it),
 * newly escalated, or rung again by the ladder, while nobody holds it; and a helper who is not heard of, or
 * 110 that is due. In the order given.
 */
export function soundsOfChange(before: Held, after: readonly AlertView[]): Sound[] {
  return after
    .filter((alert) => isLoud(before.get(alert.id), alert))
    .map(({ id, severity }) => ({ alertId: id, severity }));
}

function isLoud(held: AlertView | undefined, alert: AlertView): boolean {
  const waits = alert.state === 'raised';
  if (!held) return waits;
  if (held.version === alert.version) return false;
  if (alert.presses > held.presses && alert.state !== 'closed' && alert.state !== 'merged') return true;
  // A helper at night who is not heard of, whoever holds the case.
  if (alert.helperSilent && !held.helperSilent) return true;
  // Somebody is missing for too long, while others search.
  if (alert.policeDue && !held.policeDue) return true;
  const rung = alert.escalation.rungAt !== null && alert.escalation.rungAt !== held.escalation.rungAt;
  return waits && (held.state !== 'raised' || (alert.escalated && !held.escalated) || rung);
}

/** The most urgent waiting case, if its severity has been silent long enough. `ordered` is the queue's order. */
export function soundOfWaiting(ordered: readonly AlertView[], nowMs: number, lastMs: number | null): Sound | null {
  const top = ordered.find((alert) => alert.state === 'raised');
  if (!top) return null;
  const due = lastMs === null || nowMs - lastMs >= REPEAT_MS[top.severity];
  return due ? { alertId: top.id, severity: top.severity } : null;
}

/** Of several sounds at one moment only the most urgent is played. */
export const loudest = (sounds: readonly Sound[]): Sound | null =>
  sounds.reduce<Sound | null>((top, sound) => (!top || sound.severity < top.severity ? sound : top), null);
