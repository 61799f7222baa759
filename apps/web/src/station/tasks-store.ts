// What this phone holds: the open tasks with their cases, who I am to the centre, and what has just ended.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { AlertView, ResponderTask, StationSnapshot } from '#libs/contracts';
import { isUnderway, offerOrder, screenOf, type WaitingOffer } from './next-step.ts';
import * as tasksOf from './task-list.ts';
import type { Change, EndedTask, HeldTask, TaskList } from './task-list.ts';

export const useTasks = defineStore('station-tasks', () => {
  const list = shallowRef<TaskList>(tasksOf.emptyTasks());
  /** False until the first snapshot: an empty list must not look like a quiet night. */
  const loaded = ref(false);
  const responder = shallowRef<StationSnapshot['responder']>(null);
  const openId = ref<string | null>(null);
  /** Endings that the responder has not acknowledged yet. */
  const ended = shallowRef<readonly EndedTask[]>([]);
  /** Offers put away after they ran out; the server's word takes them from the list. */
  const putAway = shallowRef<ReadonlySet<string>>(new Set());
  const watchers = new Set<(taskId: string) => void>();

  const held = computed(() => [...list.value.tasks.values()]);
  const underway = computed(() => held.value.filter(({ task }) => isUnderway(task.state)));
  const view = computed(() => screenOf(underway.value, openId.value));
  const caseOf = (task: HeldTask | null): AlertView | null =>
    task === null ? null : (list.value.alerts.get(task.caseId) ?? null);

  const offers = computed<WaitingOffer[]>(() =>
    offerOrder(
      held.value
        .filter(({ task }) => task.state === 'offered' && !putAway.value.has(task.id))
        .map((one) => ({
          taskId: one.task.id,
          alertId: one.caseId,
          severity: caseOf(one)?.severity ?? 'P1',
          expiresAt: one.task.expiresAt,
          led: one.othersOnTheWay > 0,
        })),
    ),
  );

  function take({ list: after, ended: over }: Change): void {
    list.value = after;
    if (over.length === 0) return;
    ended.value = [...ended.value, ...over];
    for (const { taskId } of over) for (const tell of watchers) tell(taskId);
  }

  function takeSnapshot(snapshot: StationSnapshot): void {
    take(tasksOf.takeSnapshot(list.value, snapshot));
    responder.value = snapshot.responder;
    loaded.value = true;
  }
  const takeTask = (seq: number, task: ResponderTask): void => take(tasksOf.takeTask(list.value, seq, task));
  const takeAnswer = (task: ResponderTask): void => take(tasksOf.takeAnswer(list.value, task));
  const takeSync = (answer: Parameters<typeof tasksOf.takeSync>[1]): void => take(tasksOf.takeSync(list.value, answer));
  /** Answers whether the case came back after it was hidden. */
  function takeCase(alert: AlertView): boolean {
    const was = list.value;
    list.value = tasksOf.takeCase(was, alert);
    return !was.alerts.has(alert.id) && list.value.alerts.has(alert.id);
  }
  function takeRemoved(removed: { seq: number; alertId: string }): void {
    list.value = tasksOf.takeRemoved(list.value, removed);
  }

  function onDuty(since: string | null): void {
    if (responder.value) responder.value = { ...responder.value, onShift: since !== null, since };
  }
  function putOfferAway(taskId: string): void {
    putAway.value = new Set([...putAway.value, taskId]);
  }
  function acknowledgeEnded(): void {
    ended.value = ended.value.slice(1);
  }
  /** Calls back with the id of every task that ends; answers how to stop. */
  function whenEnded(tell: (taskId: string) => void): () => void {
    watchers.add(tell);
    return () => watchers.delete(tell);
  }

  function reset(): void {
    for (const taskId of list.value.tasks.keys()) for (const tell of watchers) tell(taskId);
    list.value = tasksOf.emptyTasks();
    loaded.value = false;
    responder.value = null;
    openId.value = null;
    ended.value = [];
    putAway.value = new Set();
  }

  // prettier-ignore
  return {
    list, loaded, responder, openId, ended, held, underway, view, offers, caseOf, takeSnapshot, takeTask, takeAnswer,
    takeSync, takeCase, takeRemoved, onDuty, putOfferAway, acknowledgeEnded, whenEnded, reset,
  };
});
