// Whom the call keys ring, and what an order for it says. Pure.
import type { CallList, CallListEntry, CallOrder, CallTaskView } from '#libs/contracts';

export const CALL_GROUPS = ['caller', 'elder', 'come', 'decide'] as const;
export type CallGroup = CallListEntry['group'];

/** The groups that have somebody in them, each in its order. */
export function callGroups(list: CallList): { group: CallGroup; entries: CallListEntry[] }[] {
  return CALL_GROUPS.map((group) => ({
    group,
    entries: list.entries.filter((entry) => entry.group === group).sort((a, b) => a.order - b.order),
  })).filter(({ entries }) => entries.length > 0);
}

/** As they stand in the list, which is how a command counts them. */
export const callsInOrder = (list: CallList): CallListEntry[] => callGroups(list).flatMap(({ entries }) => entries);

/** The next to try of a group: whoever was tried least, in the order of the list. Those who cannot come are last. */
export function bestToCall(list: CallList, groups: readonly CallGroup[]): CallListEntry | null {
  for (const wanted of groups) {
    const entries = callGroups(list).find(({ group }) => group === wanted)?.entries ?? [];
    const rank = (entry: CallListEntry): number => (entry.lastResult === 'cannotCome' ? 1000 : 0) + entry.attempts;
    const [best] = [...entries].sort((a, b) => rank(a) - rank(b) || a.order - b.order);
    if (best) return best;
  }
  return null;
}

/**
 * The order to ring an entry; keys are `device:<key>`, `elder:<id>:<n>`, `contact:<id>`, `caller`. The key itself says which
 * of several numbers is meant.
 */
export function callOrder({ key, channel, name }: CallListEntry): CallOrder {
  const [kind, id] = key.split(':');
  const start = { kind: 'call', verb: 'start', channel, entry: key } as const;
  if (kind === 'elder' && id) return { ...start, elderId: id };
  if (kind === 'contact' && id) return { ...start, contactId: id };
  return { ...start, ...(name ? { name } : {}) };
}

/** The call that is going on: the one begun last that has neither ended nor stayed unanswered. */
export const openCall = (calls: readonly CallTaskView[]): CallTaskView | null =>
  calls.filter(({ state }) => state === 'ringing' || state === 'voice').sort(laterFirst)[0] ?? null;

const laterFirst = (a: CallTaskView, b: CallTaskView): number => Date.parse(b.startedAt) - Date.parse(a.startedAt);
