// The open cases this console holds, and the only ways they may change. Pure: every function answers a new list.
import type { AlertView } from '#libs/contracts';

/** What is remembered of a case that left the list, so that a delta that comes late cannot bring it back. */
interface Gone {
  version: number;
  seq: number;
  /** Its last state, for a card or a frozen row that still shows it; null when it left the scope. */
  last: AlertView | null;
}

export interface AlertList {
  open: ReadonlyMap<string, AlertView>;
  /** The place in the fact log of what is held of each open case. */
  seqs: ReadonlyMap<string, number>;
  gone: ReadonlyMap<string, Gone>;
  headSeq: number;
}

export interface Delta {
  seq: number;
  alert: AlertView;
}

/** So many departed cases are remembered; older ones cannot be in flight any more. */
const GONE_KEPT = 500;

export const isOpen = (alert: AlertView): boolean => alert.state !== 'closed' && alert.state !== 'merged';

export const emptyList = (): AlertList => ({ open: new Map(), seqs: new Map(), gone: new Map(), headSeq: 0 });

/** Takes a snapshot as the whole truth; an open case that it lacks has left without our seeing how. */
export function applySnapshot(list: AlertList, snapshot: { alerts: readonly AlertView[]; headSeq: number }): AlertList {
  const open = new Map<string, AlertView>();
  const seqs = new Map<string, number>();
  for (const alert of snapshot.alerts) {
    if (!isOpen(alert)) continue;
    open.set(alert.id, alert);
    seqs.set(alert.id, snapshot.headSeq);
  }
  const gone = new Map([...list.gone].filter(([id]) => !open.has(id)));
  return { open, seqs, gone: bounded(gone), headSeq: snapshot.headSeq };
}

/** Takes deltas in any order and any number of times: each one only if its version is greater than what is held. */
export function applyDeltas(list: AlertList, deltas: readonly Delta[]): AlertList {
  const due = deltas.filter(({ seq, alert }) => isNews(list, seq, alert));
  if (due.length === 0) return list;
  const next = draftOf(list);
  // Asked again against the draft: of two versions of one case in a batch only the greater may stay.
  for (const { seq, alert } of due) if (isNews(next, seq, alert)) put(next, seq, alert);
  return { ...next, gone: bounded(next.gone) };
}

export const applyDelta = (list: AlertList, delta: Delta): AlertList => applyDeltas(list, [delta]);

/** A case left this reader's scope. A removal that is older than what is held of the case is no news. */
export function applyRemoved(list: AlertList, removed: { seq: number; alertId: string }): AlertList {
  const held = list.open.get(removed.alertId);
  if (!held || (list.seqs.get(removed.alertId) ?? 0) > removed.seq) return list;
  const next = draftOf(list);
  next.open.delete(removed.alertId);
  next.seqs.delete(removed.alertId);
  next.gone.set(removed.alertId, { version: held.version, seq: removed.seq, last: null });
  return { ...next, gone: bounded(next.gone) };
}

/** What was missed since a place in the fact log, as `sync` answers it. */
export function applySync(
  list: AlertList,
  answer: { alerts: readonly AlertView[]; removed: readonly string[]; headSeq: number },
): AlertList {
  const changed = applyDeltas(
    list,
    answer.alerts.map((alert) => ({ seq: answer.headSeq, alert })),
  );
  const cleared = answer.removed.reduce(
    (left, alertId) => applyRemoved(left, { seq: answer.headSeq, alertId }),
    changed,
  );
  return { ...cleared, headSeq: Math.max(cleared.headSeq, answer.headSeq) };
}

/** The last known state of a case, open or departed; null when it is unknown or left the scope. */
export const lastKnown = (list: AlertList, id: string): AlertView | null =>
  list.open.get(id) ?? list.gone.get(id)?.last ?? null;

interface Draft {
  open: Map<string, AlertView>;
  seqs: Map<string, number>;
  gone: Map<string, Gone>;
  headSeq: number;
}

const draftOf = (list: AlertList): Draft => ({
  open: new Map(list.open),
  seqs: new Map(list.seqs),
  gone: new Map(list.gone),
  headSeq: list.headSeq,
});

function isNews(list: AlertList, seq: number, alert: AlertView): boolean {
  const held = list.open.get(alert.id);
  if (held) return alert.version > held.version;
  const gone = list.gone.get(alert.id);
  if (!gone) return true;
  // A case that ended comes back only in a newer version. One that left the scope may come back unchanged,
  // when its territory does; only what is older than its leaving is stale.
  return gone.last ? alert.version > gone.version : seq >= gone.seq;
}

function put(draft: Draft, seq: number, alert: AlertView): void {
  if (isOpen(alert)) {
    draft.open.set(alert.id, alert);
    draft.seqs.set(alert.id, seq);
    draft.gone.delete(alert.id);
  } else {
    draft.open.delete(alert.id);
    draft.seqs.delete(alert.id);
    draft.gone.delete(alert.id);
    draft.gone.set(alert.id, { version: alert.version, seq, last: alert });
  }
}

function bounded(gone: ReadonlyMap<string, Gone>): ReadonlyMap<string, Gone> {
  return gone.size <= GONE_KEPT ? gone : new Map([...gone].slice(gone.size - GONE_KEPT));
}
