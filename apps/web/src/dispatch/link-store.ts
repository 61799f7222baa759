// The console's link to the server: one handler per event, beats, drift, and coming back after a loss.
import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { Socket } from 'socket.io-client';
import {
  DISPATCH_NAMESPACE,
  type Beat,
  type DispatchClientEvents,
  type DispatchServerEvents,
  type Snapshot,
} from '#libs/contracts';
import { DriftWatch } from '../shared/drift-watch.ts';
import { useLiveLink } from '../shared/live-link.ts';
import { learnServerTime, serverNow } from '../shared/server-clock.ts';
import type { Delta } from './alert-list.ts';
import { useAlerts } from './alerts-store.ts';
import { useCalls } from './calls-store.ts';
import { useHandovers } from './handovers-store.ts';

type DispatchSocket = Socket<DispatchServerEvents, DispatchClientEvents>;

/** Deltas of a storm are taken together, this far apart. */
const TOGETHER_MS = 50;

export const useLink = defineStore('link', () => {
  const [alerts, calls, handovers] = [useAlerts(), useCalls(), useHandovers()];
  const lastBeatAt = ref<number | null>(null);
  const canaryAt = ref<string | null>(null);
  const drift = new DriftWatch();
  let pending: Delta[] = [];
  let flushTimer: number | undefined;
  let lastFlush = 0;
  const link = useLiveLink<DispatchClientEvents, DispatchSocket>({
    namespace: DISPATCH_NAMESPACE,
    listen,
    catchUp: () => syncFrom(drift.agreedSeq),
  });

  function flush(): void {
    window.clearTimeout(flushTimer);
    flushTimer = undefined;
    lastFlush = performance.now();
    const deltas = pending;
    pending = [];
    if (deltas.length > 0) alerts.takeDeltas(deltas);
  }

  function onDelta(delta: Delta): void {
    link.word();
    pending.push(delta);
    const wait = lastFlush + TOGETHER_MS - performance.now();
    if (wait <= 0) flush();
    else flushTimer ??= window.setTimeout(flush, wait);
  }

  function onSnapshot(snapshot: Snapshot): void {
    pending = [];
    learnServerTime(snapshot.serverTime);
    link.sign();
    drift.begin(snapshot.headSeq);
    if (alerts.takeSnapshot(snapshot)) link.tell((listener) => listener.gone?.());
  }

  async function onBeat(beat: Beat): Promise<void> {
    flush();
    learnServerTime(beat.serverTime);
    lastBeatAt.value = serverNow();
    link.beat();
    const step = await drift.judge(beat, alerts.list.open.values());
    if (step === 'sync') await syncFrom(drift.agreedSeq);
    if (step === 'reconnect') link.reconnect();
  }

  async function syncFrom(lastSeq: number): Promise<boolean> {
    const answer = await link.ask('sync', { lastSeq });
    if (answer.ok) alerts.takeSync(answer);
    return answer.ok;
  }

  function listen(made: DispatchSocket): void {
    made.on('snapshot', onSnapshot);
    made.on('alert', onDelta);
    made.on('removed', (removed) => {
      flush();
      link.word();
      if (alerts.takeRemoved(removed)) link.tell((listener) => listener.gone?.());
    });
    made.on('beat', (beat) => void onBeat(beat));
    made.on('incomingCall', ({ call }) => calls.take(call));
    made.on('handover', ({ handover }) => handovers.take(handover));
    made.on('canary', (canary, ack) => {
      canaryAt.value = canary.at;
      ack?.();
    });
  }

  function stop(): void {
    link.stop();
    window.clearTimeout(flushTimer);
    flushTimer = undefined;
    pending = [];
    lastBeatAt.value = null;
    canaryAt.value = null;
    calls.reset();
    handovers.reset();
  }

  const { connected, stale, lastWordAt, refusal, start, ask, listenTo } = link;
  return { connected, stale, lastWordAt, lastBeatAt, canaryAt, refusal, start, stop, ask, listenTo };
});
