// Whom a case concerns, and whether somebody holds it: what opens phones and medical data hangs on both.
import type { AlertView } from '#libs/contracts';

/** Who may be in trouble: the wearer, whoever else pressed, and everybody who lives there. */
export const peopleOf = (alert: Pick<AlertView, 'elder' | 'otherElders' | 'home'>): string[] => [
  ...new Set([
    ...(alert.elder ? [alert.elder.id] : []),
    ...alert.otherElders.map((elder) => elder.id),
    ...(alert.home?.residents ?? []).map((resident) => resident.id),
  ]),
];

/** Only while the case is being handled, and only by the one who handles it: a lapsed lease closes the card. */
export function holdsClaim(accountId: string, alert: Pick<AlertView, 'claimedBy' | 'state' | 'leaseUntil'>): boolean {
  if (alert.claimedBy?.id !== accountId) return false;
  switch (alert.state) {
    case 'claimed':
      return alert.leaseUntil !== null && Date.parse(alert.leaseUntil) > Date.now();
    case 'resolved':
      return true;
    case 'raised':
    case 'closed':
    case 'merged':
      return false;
  }
}
