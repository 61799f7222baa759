// Shipped ladders as they are shown: whether they hold at this moment, and a ladder of one's own that begins from one. Pure.
import type { AlertKind, LaddersInForce, ShippedLadder } from '#libs/contracts';
import { newRow, type LadderRow } from './ladder-rows.ts';

/** Some kind of the division climbs it now. */
export const holdsNow = ({ severity, staffing }: ShippedLadder, inForce: LaddersInForce | null): boolean =>
  inForce !== null &&
  inForce.staffing === staffing &&
  inForce.ladders.some((one) => one.source === 'shipped' && one.severity === severity);

/** The same steps to be edited. For emergencies it names no kind: it is for all of them. */
export const ownRowFrom = ({ severity, kinds, from, to, staffing, steps }: ShippedLadder): LadderRow => ({
  ...newRow(),
  kinds: severity === 'P1' ? [] : [...kinds],
  from,
  to,
  staffing,
  steps: steps.map((step) => ({ ...step })),
});

export const kindsText = (kinds: readonly AlertKind[], t: (key: string) => string): string =>
  kinds.map((kind) => t(`kind.${kind}`)).join('、');
