// The link to the server: one handler per event, beats, drift, and coming back after a loss.
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { Beat, Snapshot } from '#libs/contracts';
import { learnServerTime, serverNow } from '../shared/server-clock.ts';
import type { Delta } from './alert-list.ts';
import { useAlerts } from './alerts-store.ts';
import { ask as askSocket, openDispatchSocket, refusalCode } from './dispatch-socket.ts';
import type { AnswerOf, AskEvent, DispatchSocket, PayloadOf } from './dispatch-socket.ts';
import { afterBeat, agrees, digestText, noDrift, sha256 } from './drift-watch.ts';

/** Without a beat for so long the screen is out of date and says so; a little later the link is made anew. */
const STALE_MS = 12_000;
const DEAD_MS = 20_000;
/** Deltas of a storm are taken together, this far apart. */
const TOGETHER_MS = 50;
const AGAIN_MS = 2_000;

export interface LinkListener {
  connected?: () => void;
  beat?: (count: number) => void;
  signedOut?: () => void;
  gone?: () => void;
}

export const useLink = defineStore('link', () => {
  const alerts = useAlerts();
  const connected = ref(false);
  const stale = ref(false);
  /** Server time of the last word from the server, in ms; null before the first. */
  const lastWordAt = ref<number | null>(null);
  const lastBeatAt = ref<number | null>(null);
  const canaryAt = ref<string | null>(null);
  const refusal = ref<string | null>(null);
  const socket = shallowRef<DispatchSocket | null>(null);
  const listeners = new Set<LinkListener>();
  let pending: Delta[] = [];
  let flushTimer: number | undefined;
  let lastFlush = 0;
  let watchTimer: number | undefined;
  let drift = noDrift;
  let beats = 0;
  /** The last headSeq at which both sides agreed: a sync from there cannot skip what was lost. */
  let agreedSeq = 0;
  /** Server time of the last snapshot, beat or connect: what proves that the link lives. */
  let lastSign = 0;

  const tell = (act: (listener: LinkListener) => void): void => listeners.forEach(act);

  function heard(): void {
    lastWordAt.value = lastSign = serverNow();
    stale.value = false;
  }

  function flush(): void {
    window.clearTimeout(flushTimer);
    flushTimer = undefined;
    lastFlush = performance.now();
    const deltas = pending;
    pending = [];
    if (deltas.length > 0) alerts.takeDeltas(deltas);
  }

  function onDelta(delta: Delta): void {
    lastWordAt.value = serverNow();
    pending.push(delta);
    const wait = lastFlush + TOGETHER_MS - performance.now();
    if (wait <= 0) flush();
    else flushTimer ??= window.setTimeout(flush, wait);
  }

  function onSnapshot(snapshot: Snapshot): void {
    pending = [];
    learnServerTime(snapshot.serverTime);
    heard();
    drift = noDrift;
    agreedSeq = snapshot.headSeq;
    if (alerts.takeSnapshot(snapshot)) tell((listener) => listener.gone?.());
  }

  async function onBeat(beat: Beat): Promise<void> {
    flush();
    learnServerTime(beat.serverTime);
    heard();
    lastBeatAt.value = serverNow();
    beats += 1;
    tell((listener) => listener.beat?.(beats));
    // Text and count are taken before anything else can arrive; only the hashing waits.
    const { open } = alerts.list;
    const text = digestText(open.values());
    const count = open.size;
    const agreed = agrees(beat, { count, hash: await sha256(text) });
    if (agreed) agreedSeq = Math.max(agreedSeq, beat.headSeq);
    const next = afterBeat(drift, agreed);
    drift = next.state;
    if (next.step === 'sync') await syncFrom(agreedSeq);
    if (next.step === 'reconnect') reconnect();
  }

  async function syncFrom(lastSeq: number): Promise<void> {
    const answer = await ask('sync', { lastSeq });
    if (answer.ok) alerts.takeSync(answer);
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

  function listen(made: DispatchSocket): void {
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
    made.on('snapshot', onSnapshot);
    made.on('alert', onDelta);
    made.on('removed', (removed) => {
      flush();
      lastWordAt.value = serverNow();
      if (alerts.takeRemoved(removed)) tell((listener) => listener.gone?.());
    });
    made.on('beat', (beat) => void onBeat(beat));
    made.on('canary', (canary, ack) => {
      canaryAt.value = canary.at;
      ack?.();
    });
  }

  function watchSilence(): void {
    const silentMs = serverNow() - lastSign;
    stale.value = silentMs > STALE_MS;
    if (connected.value && silentMs > DEAD_MS) {
      lastSign = serverNow();
      reconnect();
    }
  }

  function start(): void {
    if (socket.value) return;
    const made = openDispatchSocket();
    socket.value = made;
    lastSign = serverNow();
    listen(made);
    made.connect();
    watchTimer = window.setInterval(watchSilence, 1000);
  }

  function stop(): void {
    window.clearInterval(watchTimer);
    window.clearTimeout(flushTimer);
    flushTimer = undefined;
    pending = [];
    socket.value?.removeAllListeners();
    socket.value?.disconnect();
    socket.value = null;
    connected.value = false;
    stale.value = false;
    lastWordAt.value = lastBeatAt.value = canaryAt.value = refusal.value = null;
    beats = 0;
    drift = noDrift;
  }

  function ask<E extends AskEvent>(event: E, payload: PayloadOf<E>): Promise<AnswerOf<E>> {
    const made = socket.value;
    if (made) return askSocket(made, event, payload);
    return Promise.resolve({ ok: false, error: { code: 'LOCAL.OFFLINE', message: '' } } as AnswerOf<E>);
  }

  function listenTo(listener: LinkListener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return { connected, stale, lastWordAt, lastBeatAt, canaryAt, refusal, start, stop, ask, listenTo };
});
