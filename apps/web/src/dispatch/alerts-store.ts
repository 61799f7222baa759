// The open cases on this screen, the one that is open on the card, and the order of the queue.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { AlertView, Snapshot } from '#libs/contracts';
import { useSession } from '../shared/session.ts';
import { applyDeltas, applyRemoved, applySnapshot, applySync, emptyList, lastKnown } from './alert-list.ts';
import type { AlertList, Delta } from './alert-list.ts';
import { queueOrder, shownOrder, topRaised } from './queue-order.ts';

export type ListWatcher = (before: AlertList, after: AlertList) => void;

export const useAlerts = defineStore('alerts', () => {
  const session = useSession();
  const list = shallowRef<AlertList>(emptyList());
  /** False until the first snapshot: an empty list must not look like a quiet night. */
  const loaded = ref(false);
  const selectedId = ref<string | null>(null);
  /** The state of the open card; it stays when the case closes, until the operator moves on. */
  const selected = shallowRef<AlertView | null>(null);
  const cursorId = ref<string | null>(null);
  const frozen = shallowRef<readonly string[] | null>(null);
  const watchers = new Set<ListWatcher>();

  const ordered = computed(() => queueOrder(list.value.open.values()));
  const liveIds = computed(() => ordered.value.map(({ id }) => id));
  const shown = computed(() => shownOrder(liveIds.value, frozen.value));
  const top = computed(() => topRaised(ordered.value));
  const waiting = computed(() => ordered.value.filter(({ state }) => state === 'raised').length);
  const isMine = (alert: AlertView | null): boolean =>
    alert?.state === 'claimed' && alert.claimedBy !== null && alert.claimedBy.id === session.account?.id;
  const mine = computed(() => ordered.value.filter(isMine));

  const viewOf = (id: string): AlertView | null => lastKnown(list.value, id);

  function select(id: string | null): void {
    selectedId.value = id;
    selected.value = id === null ? null : viewOf(id);
    cursorId.value = id;
  }

  function take(after: AlertList): void {
    const before = list.value;
    if (after === before) return;
    list.value = after;
    if (selectedId.value !== null) selected.value = viewOf(selectedId.value) ?? selected.value;
    for (const watcher of watchers) watcher(before, after);
  }

  /** Answers whether the case on the card is no longer there, and nobody said how it ended. */
  function takeSnapshot(snapshot: Snapshot): boolean {
    take(applySnapshot(list.value, snapshot));
    loaded.value = true;
    const lost = selectedId.value !== null && viewOf(selectedId.value) === null;
    // After a reload the operator is back at the case that is theirs.
    if (lost || selectedId.value === null) select(mine.value[0]?.id ?? null);
    return lost;
  }

  const takeDeltas = (deltas: readonly Delta[]): void => take(applyDeltas(list.value, deltas));

  /** Takes a case from an acknowledgement; its delta, when it comes, is then no news. */
  const takeAcked = (alert: AlertView): void =>
    takeDeltas([{ seq: list.value.seqs.get(alert.id) ?? list.value.headSeq, alert }]);

  /** Answers whether the case on the card has left the operator's area; its person is then no longer shown. */
  function takeRemoved(removed: { seq: number; alertId: string }): boolean {
    const after = applyRemoved(list.value, removed);
    if (after === list.value) return false;
    take(after);
    if (selectedId.value !== removed.alertId) return false;
    select(null);
    return true;
  }

  const takeSync = (answer: Parameters<typeof applySync>[1]): void => {
    take(applySync(list.value, answer));
    if (selectedId.value !== null && answer.removed.includes(selectedId.value)) select(null);
  };

  const freeze = (): void => {
    frozen.value ??= shown.value.ids;
  };
  const thaw = (): void => {
    frozen.value = null;
  };
  /** Lets the waiting newcomers in; the order stays frozen if somebody still points at it. */
  const letIn = (): void => {
    if (frozen.value) frozen.value = liveIds.value;
  };

  /** Calls back after every change of the list; answers how to stop. */
  function watchList(watcher: ListWatcher): () => void {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }

  function reset(): void {
    list.value = emptyList();
    loaded.value = false;
    frozen.value = null;
    select(null);
  }

  // prettier-ignore
  return {
    list, loaded, selectedId, selected, cursorId, frozen, ordered, shown, top, waiting, mine, isMine, viewOf, select,
    takeSnapshot, takeDeltas, takeAcked, takeRemoved, takeSync, freeze, thaw, letIn, watchList, reset,
  };
});
