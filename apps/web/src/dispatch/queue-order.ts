// In which order cases stand in the queue, and how that order holds still under the operator's cursor. Pure.
import type { AlertView } from '#libs/contracts';

const SEVERITY_RANK = { P1: 0, P2: 1, P3: 2 } as const;
/** Within one severity and urgency those that nobody has taken come first. */
const STATE_RANK = { raised: 0, claimed: 1, resolved: 2, closed: 3, merged: 3 } as const;

/** Severity, then urgency, then unclaimed before claimed, then the one that has waited longest. */
export function queueOrder(open: Iterable<AlertView>): AlertView[] {
  // Times are read once for each case: in a storm of thousands reading them in each comparison is felt.
  const dated = [...open].map((alert) => ({ alert, at: Date.parse(alert.receivedAt) }));
  dated.sort(
    ({ alert: a, at: atA }, { alert: b, at: atB }) =>
      SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] ||
      b.urgency - a.urgency ||
      STATE_RANK[a.state] - STATE_RANK[b.state] ||
      atA - atB ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
  return dated.map(({ alert }) => alert);
}

/** The case that the claim key takes. */
export const topRaised = (ordered: readonly AlertView[]): AlertView | null =>
  ordered.find((alert) => alert.state === 'raised') ?? null;

export interface ShownOrder {
  /** What stands in the list, top to bottom. */
  ids: readonly string[];
  /** Open cases that are waiting to be let in, most urgent first. */
  fresh: readonly string[];
}

/** While an order is frozen it stays as it is, rows that ended included; newcomers wait beside it. */
export function shownOrder(live: readonly string[], frozen: readonly string[] | null): ShownOrder {
  if (!frozen) return { ids: live, fresh: [] };
  const standing = new Set(frozen);
  return { ids: frozen, fresh: live.filter((id) => !standing.has(id)) };
}

/** The id `steps` rows further, stopping at the ends; from nowhere, the first or the last one. */
export function neighbour(ids: readonly string[], from: string | null, steps: number): string | null {
  if (ids.length === 0) return null;
  const at = from === null ? -1 : ids.indexOf(from);
  if (at < 0) return (steps > 0 ? ids[0] : ids[ids.length - 1]) ?? null;
  return ids[Math.min(ids.length - 1, Math.max(0, at + steps))] ?? null;
}
