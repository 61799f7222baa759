// Calls that ring at the centre: what is ringing, what was answered, what was lately missed.
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { IncomingCallView } from '#libs/contracts';
import { api } from '../shared/http.ts';
import { callOrder, withCall, withListed } from './incoming-calls.ts';

export const useCalls = defineStore('calls', () => {
  const held = shallowRef<ReadonlyMap<string, IncomingCallView>>(new Map());
  const error = shallowRef<unknown>(null);
  const shown = computed(() => callOrder(held.value.values()));

  const take = (call: IncomingCallView): void => {
    held.value = withCall(held.value, call);
  };

  /** Asked with every connection: what rang meanwhile is told by nobody else. */
  async function load(): Promise<void> {
    try {
      const { items } = await api<{ items: IncomingCallView[] }>('GET', '/api/v1/incoming-calls');
      held.value = withListed(held.value, items);
      error.value = null;
    } catch (cause) {
      error.value = cause;
    }
  }
  function reset(): void {
    held.value = new Map();
    error.value = null;
  }
  return { shown, error, take, load, reset };
});
