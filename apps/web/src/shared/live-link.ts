// The life of one link to the server: connecting, coming back, silence, sleep. What the words mean is its owner's affair.
import { ref, shallowRef } from 'vue';
import type { Socket } from 'socket.io-client';
import {
  ask as askSocket,
  openSocket,
  refusalCode,
  refused,
  type AnswerOf,
  type Asks,
  type PayloadOf,
} from './live-socket.ts';
import { serverNow } from './server-clock.ts';
import { afterSecond, afterWaking, STALE_MS, type Quiet } from './waking.ts';

const AGAIN_MS = 2_000;

export interface LinkListener {
  connected?: () => void;
  beat?: (count: number) => void;
  signedOut?: () => void;
  gone?: () => void;
}

export interface LinkOwner<Socket> {
  namespace: string;
  /** Registers one handler per event of the server. */
  listen: (socket: Socket) => void;
  /** The page woke up and may have missed something: asks for it. Answers whether the server answered. */
  catchUp: () => Promise<boolean>;
}

/** `Typed` is the socket with the namespace's own events. */
export function useLiveLink<Client extends Asks<Client>, Typed extends { removeAllListeners: () => unknown }>(
  owner: LinkOwner<Typed>,
) {
  const connected = ref(false);
  const stale = ref(false);
  /** Server time of the last word from the server, in ms; null before the first. */
  const lastWordAt = ref<number | null>(null);
  const refusal = ref<string | null>(null);
  const socket = shallowRef<Socket | null>(null);
  const listeners = new Set<LinkListener>();
  let watchTimer: number | undefined;
  let beats = 0;
  /** Server time of the last snapshot, beat or connect: what proves that the link lives. */
  let lastSign = 0;
  let clocksApart = 0;

  const tell = (act: (listener: LinkListener) => void): void => listeners.forEach(act);

  /** Any word of the server. */
  function word(): void {
    lastWordAt.value = serverNow();
  }
  /** A word that proves that the link lives; to be said after the server's time was learnt. */
  function sign(): void {
    lastWordAt.value = lastSign = serverNow();
    stale.value = false;
  }
  function beat(): void {
    sign();
    beats += 1;
    tell((listener) => listener.beat?.(beats));
  }

  function reconnect(): void {
    socket.value?.disconnect();
    socket.value?.connect();
  }
  const again = (): void => {
    window.setTimeout(() => {
      if (socket.value && !socket.value.connected && !socket.value.active) socket.value.connect();
    }, AGAIN_MS);
  };

  function follow(made: Socket): void {
    made.on('connect', () => {
      connected.value = true;
      refusal.value = null;
      lastSign = serverNow();
      tell((listener) => listener.connected?.());
    });
    made.on('disconnect', (reason) => {
      connected.value = false;
      // socket.io does not come back by itself when the server ended the connection.
      if (reason === 'io server disconnect') again();
    });
    made.on('connect_error', (error) => {
      connected.value = false;
      refusal.value = refusalCode(error);
      if (refusal.value === 'AUTH.REQUIRED') tell((listener) => listener.signedOut?.());
      else if (!made.active) again();
    });
  }

  /** How long it has been quiet; what the wall clock ran ahead is counted once. */
  function quiet(): Quiet {
    const apart = Date.now() - performance.now();
    const sleptMs = apart - clocksApart;
    clocksApart = apart;
    return { connected: connected.value, silentMs: serverNow() - lastSign, sleptMs };
  }

  function watchSilence(): void {
    const now = quiet();
    stale.value = now.silentMs > STALE_MS;
    if (afterSecond(now) === 'reconnect') {
      lastSign = serverNow();
      reconnect();
    }
  }

  async function wake(): Promise<void> {
    if (!socket.value || document.visibilityState === 'hidden') return;
    switch (afterWaking(quiet())) {
      case 'none':
        return;
      case 'sync':
        if (!(await owner.catchUp())) reconnect();
        return;
      case 'connect':
        if (!socket.value.active) socket.value.connect();
        // An attempt that waits for its turn is made now.
        else reconnect();
        return;
      case 'reconnect':
        reconnect();
        return;
    }
  }
  const onWake = (): void => void wake();

  function start(): void {
    if (socket.value) return;
    const made = openSocket(owner.namespace);
    socket.value = made;
    lastSign = serverNow();
    clocksApart = Date.now() - performance.now();
    follow(made);
    owner.listen(made as unknown as Typed);
    made.connect();
    watchTimer = window.setInterval(watchSilence, 1000);
    document.addEventListener('visibilitychange', onWake);
    document.addEventListener('resume', onWake);
    window.addEventListener('online', onWake);
    window.addEventListener('pageshow', onWake);
  }

  function stop(): void {
    window.clearInterval(watchTimer);
    document.removeEventListener('visibilitychange', onWake);
    document.removeEventListener('resume', onWake);
    window.removeEventListener('online', onWake);
    window.removeEventListener('pageshow', onWake);
    socket.value?.removeAllListeners();
    socket.value?.disconnect();
    socket.value = null;
    connected.value = false;
    stale.value = false;
    lastWordAt.value = refusal.value = null;
    beats = 0;
  }

  async function ask<E extends keyof Client & string>(
    event: E,
    payload: PayloadOf<Client, E>,
  ): Promise<AnswerOf<Client, E>> {
    const made = socket.value;
    return made ? askSocket(made, event, payload) : refused('LOCAL.OFFLINE');
  }

  function listenTo(listener: LinkListener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return { connected, stale, lastWordAt, refusal, word, sign, beat, tell, reconnect, start, stop, ask, listenTo };
}
