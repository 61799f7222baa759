// Handovers that concern this operator: offered to them, and what became of those that they offered.
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { HandoverView } from '#libs/contracts';
import { api } from '../shared/http.ts';
import { useSession } from '../shared/session.ts';
import { learnedHandovers, outcomeForMe, waitingFor } from './handing-over.ts';

type Answered = (handover: HandoverView) => void;

export const useHandovers = defineStore('handovers', () => {
  const session = useSession();
  const held = shallowRef<ReadonlyMap<string, HandoverView>>(new Map());
  const error = shallowRef<unknown>(null);
  const listeners = new Set<Answered>();
  const waiting = computed(() => waitingFor(held.value.values(), session.account?.id ?? ''));

  function take(handover: HandoverView): void {
    const before = held.value;
    held.value = learnedHandovers(before, [handover]);
    if (held.value !== before && outcomeForMe(handover, session.account?.id ?? '') !== null) {
      for (const told of listeners) told(handover);
    }
  }

  /** Asked with every connection; what was offered before and is not listed any more has expired or was answered. */
  async function load(): Promise<void> {
    try {
      const { items } = await api<{ items: HandoverView[] }>('GET', '/api/v1/handovers');
      held.value = learnedHandovers(new Map(), items);
      error.value = null;
    } catch (cause) {
      error.value = cause;
    }
  }
  /** Calls back when a handover of mine was answered or ran out; answers how to stop. */
  function onAnswered(told: Answered): () => void {
    listeners.add(told);
    return () => listeners.delete(told);
  }
  function reset(): void {
    held.value = new Map();
    error.value = null;
  }
  return { waiting, error, take, load, onAnswered, reset };
});
