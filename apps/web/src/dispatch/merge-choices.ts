// Into which open case a case may go, the likeliest first. The server decides. Pure.
import type { AlertView } from '#libs/contracts';

export interface MergeChoice {
  alert: AlertView;
  /** Of the same home, person or device. */
  same: boolean;
}

const peopleOf = (alert: AlertView): string[] =>
  [alert.elder, ...alert.otherElders, ...(alert.home?.residents ?? [])].flatMap((one) => (one ? [one.id] : []));

function isSame(a: AlertView, b: AlertView): boolean {
  const people = peopleOf(a);
  return (
    (a.home !== null && a.home.id === b.home?.id) ||
    (a.device !== null && a.device.key === b.device?.key) ||
    peopleOf(b).some((id) => people.includes(id))
  );
}

/** An emergency never goes into what may wait; what is known to be elsewhere is not offered. */
export function mergeChoices(alert: AlertView, open: readonly AlertView[]): MergeChoice[] {
  const unknown = alert.home === null && peopleOf(alert).length === 0;
  return open
    .filter(({ id, state }) => id !== alert.id && (state === 'raised' || state === 'claimed'))
    .filter(({ severity }) => alert.severity !== 'P1' || severity === 'P1')
    .map((other) => ({ alert: other, same: isSame(alert, other) }))
    .filter(({ same }) => same || unknown)
    .sort((a, b) => Number(b.same) - Number(a.same) || Date.parse(a.alert.receivedAt) - Date.parse(b.alert.receivedAt))
    .slice(0, 9);
}
