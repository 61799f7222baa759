// A cancel that came before its press: which one a press finds when it arrives. Pure.

const WINDOW_MS = 10 * 60_000;

export interface KeptCancel {
  deviceKey: string;
  /** The press that it names, if it names one. */
  ofEventId: string | null;
  at: Date;
}

export interface PressTime {
  deviceKey: string;
  eventId: string;
  at: Date;
}

/**
 * When the press was cancelled, or null. A cancel with a name belongs to that press. One without belongs to the device's
 * latest press within 10 minutes either side: not to this one if a later press is known, nor to a press that came after
 * it when another one was there already (somebody who cancels and then presses again means it).
 */
export function keptCancelOf(
  press: PressTime,
  cancels: readonly KeptCancel[],
  others: readonly PressTime[],
): Date | null {
  const own = cancels.filter((cancel) => cancel.deviceKey === press.deviceKey);
  const named = own.find((cancel) => cancel.ofEventId === press.eventId);
  if (named) return named.at;
  const rivals = others.filter((other) => other.deviceKey === press.deviceKey && other.eventId !== press.eventId);
  const nameless = own.filter(
    (cancel) => cancel.ofEventId === null && isWithin(cancel.at, press.at) && !isTaken(cancel, press, rivals),
  );
  return nameless.sort((a, b) => b.at.getTime() - a.at.getTime())[0]?.at ?? null;
}

const isTaken = (cancel: KeptCancel, press: PressTime, rivals: PressTime[]): boolean =>
  rivals.some((rival) => isWithin(cancel.at, rival.at) && (press.at > cancel.at || rival.at > press.at));

const isWithin = (a: Date, b: Date): boolean => Math.abs(a.getTime() - b.getTime()) <= WINDOW_MS;
