// What the panels ask of the server: one question at a time each; nothing is shown as done before the server has said so.
import { ref, type Ref } from 'vue';
import type { Ack, AlertView, DispatchClientEvents, WireError } from '#libs/contracts';
import { wireErrorText } from '../shared/error-text.ts';
import type { PayloadOf } from '../shared/live-socket.ts';
import { useAlerts } from './alerts-store.ts';
import { useLink } from './link-store.ts';

type Verb = keyof DispatchClientEvents;
type Answer<E extends Verb> = Parameters<Parameters<DispatchClientEvents[E]>[1]>[0];
type Granted<E extends Verb> = Extract<Answer<E>, { ok: true }>;

export interface Asking {
  busy: Readonly<Ref<boolean>>;
  /** What the server said instead of yes, in words; empty after a yes. */
  failure: Ref<string>;
  /** The refusal with its details, for whoever explains them. */
  refusal: Readonly<Ref<WireError | null>>;
  ask: <E extends Verb>(verb: E, payload: PayloadOf<DispatchClientEvents, E>) => Promise<Granted<E> | null>;
  clear: () => void;
}

/** Answers null for a refusal, which then stands in `failure` beside the form that asked. */
export function useAsking(): Asking {
  const [alerts, link] = [useAlerts(), useLink()];
  const busy = ref(false);
  const failure = ref('');
  const refusal = ref<WireError | null>(null);

  function clear(): void {
    failure.value = '';
    refusal.value = null;
  }

  async function ask<E extends Verb>(verb: E, payload: PayloadOf<DispatchClientEvents, E>): Promise<Granted<E> | null> {
    if (busy.value) return null;
    busy.value = true;
    clear();
    try {
      const answer = (await link.ask(verb, payload)) as Ack<{ alert?: AlertView; into?: AlertView }>;
      if (!answer.ok) {
        refusal.value = answer.error;
        failure.value = wireErrorText(answer.error);
        return null;
      }
      if (answer.alert) alerts.takeAcked(answer.alert);
      if (answer.into) alerts.takeAcked(answer.into);
      return answer as Granted<E>;
    } finally {
      busy.value = false;
    }
  }
  return { busy, failure, refusal, ask, clear };
}
