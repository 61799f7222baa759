// The phone's link to the server: one handler per event, beats, drift, and catching up after sleep.
import { defineStore } from 'pinia';
import type { Socket } from 'socket.io-client';
import {
  STATION_NAMESPACE,
  type Beat,
  type StationClientEvents,
  type StationServerEvents,
  type StationSnapshot,
} from '#libs/contracts';
import { DriftWatch } from '../shared/drift-watch.ts';
import { useLiveLink } from '../shared/live-link.ts';
import { learnServerTime } from '../shared/server-clock.ts';
import { useTasks } from './tasks-store.ts';

type StationSocket = Socket<StationServerEvents, StationClientEvents>;

export const useStationLink = defineStore('station-link', () => {
  const tasks = useTasks();
  const drift = new DriftWatch();
  const link = useLiveLink<StationClientEvents, StationSocket>({
    namespace: STATION_NAMESPACE,
    listen,
    catchUp: () => syncFrom(drift.agreedSeq),
  });

  function onSnapshot(snapshot: StationSnapshot): void {
    learnServerTime(snapshot.serverTime);
    link.sign();
    drift.begin(snapshot.headSeq);
    tasks.takeSnapshot(snapshot);
  }

  async function onBeat(beat: Beat): Promise<void> {
    learnServerTime(beat.serverTime);
    link.beat();
    const step = await drift.judge(beat, tasks.list.alerts.values());
    if (step === 'sync') await syncFrom(drift.agreedSeq);
    if (step === 'reconnect') link.reconnect();
  }

  async function syncFrom(lastSeq: number): Promise<boolean> {
    const answer = await link.ask('sync', { lastSeq });
    if (answer.ok) tasks.takeSync(answer);
    return answer.ok;
  }

  function listen(made: StationSocket): void {
    made.on('snapshot', onSnapshot);
    made.on('offer', ({ seq, task, alert }) => {
      link.word();
      tasks.takeTask(seq, { ...task, alert });
    });
    made.on('task', ({ seq, task }) => {
      link.word();
      tasks.takeTask(seq, task);
    });
    made.on('alert', ({ alert }) => {
      link.word();
      // A case that was closed and is open again comes without what was hidden with it.
      if (tasks.takeCase(alert)) void syncFrom(drift.agreedSeq);
    });
    made.on('removed', (removed) => {
      link.word();
      tasks.takeRemoved(removed);
    });
    made.on('beat', (beat) => void onBeat(beat));
  }

  const { connected, stale, lastWordAt, refusal, start, stop, ask, listenTo } = link;
  return { connected, stale, lastWordAt, refusal, start, stop, ask, listenTo };
});
