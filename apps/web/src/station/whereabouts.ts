// Where this phone is: watched, and told to the centre, only on shift and with an accepted task.
import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import type { ToldLocation } from '#libs/contracts';
import { serverNow } from '../shared/server-clock.ts';
import { isFresh, locationDue, sharesLocation } from './location-rule.ts';
import { useStationLink } from './station-link.ts';
import { useStationShift } from './station-shift.ts';
import { useTasks } from './tasks-store.ts';

export type Trouble = 'denied' | 'unavailable';

/** A verb waits no longer than this for a position. */
const PATIENCE_MS = 3_000;
const LOOK_EVERY_MS = 2_000;

export const useWhereabouts = defineStore('station-whereabouts', () => {
  const [tasks, link, shift] = [useTasks(), useStationLink(), useStationShift()];
  const trouble = ref<Trouble | null>(null);
  const hasFix = ref(false);
  let fix: { told: ToldLocation; at: number } | null = null;
  let sentAt: number | null = null;
  let watchId: number | null = null;
  let timer: number | undefined;
  let waiting: (() => void)[] = [];

  const sharing = computed(() =>
    sharesLocation(
      shift.onShift,
      tasks.held.map(({ task }) => task.state),
    ),
  );

  function forget(): void {
    fix = null;
    sentAt = null;
    hasFix.value = false;
  }

  function onFix({ coords }: GeolocationPosition): void {
    // By the server's clock: the phone's own may be wrong by hours.
    const at = serverNow();
    const { longitude: lng, latitude: lat, accuracy } = coords;
    fix = { told: { lng, lat, accuracy, at: new Date(at).toISOString() }, at };
    hasFix.value = true;
    trouble.value = null;
    for (const go of waiting.splice(0)) go();
    void tell();
  }

  function onRefused(error: GeolocationPositionError): void {
    trouble.value = error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable';
    // Nobody waits for what will not come.
    if (trouble.value === 'denied') for (const go of waiting.splice(0)) go();
  }

  async function tell(): Promise<void> {
    const now = serverNow();
    if (!locationDue({ sharing: sharing.value, connected: link.connected, fixAt: fix?.at ?? null }, sentAt, now))
      return;
    if (!fix) return;
    sentAt = now;
    const answer = await link.ask('location', fix.told);
    // A position that did not arrive is told again with the next look, not after half a minute.
    if (!answer.ok && answer.error.code.startsWith('LOCAL.')) sentAt = null;
  }

  function begin(): void {
    if (watchId !== null) return;
    if (!('geolocation' in navigator)) {
      trouble.value = 'unavailable';
      return;
    }
    watchId = navigator.geolocation.watchPosition(onFix, onRefused, { enableHighAccuracy: true, maximumAge: 10_000 });
    timer = window.setInterval(() => void tell(), LOOK_EVERY_MS);
  }

  function end(): void {
    if (watchId !== null) navigator.geolocation.clearWatch(watchId);
    watchId = null;
    window.clearInterval(timer);
    trouble.value = null;
    for (const go of waiting.splice(0)) go();
    forget();
  }

  /** The position for a verb, if there is one at hand or, with patience, within three seconds; a refusal blocks nothing. */
  async function forVerb(patient: boolean): Promise<{ location?: ToldLocation }> {
    if (patient && !isFresh(fix?.at ?? null, serverNow()) && watchId !== null && trouble.value !== 'denied') {
      await new Promise<void>((resolve) => {
        waiting = [...waiting, resolve];
        window.setTimeout(resolve, PATIENCE_MS);
      });
    }
    return fix && isFresh(fix.at, serverNow()) ? { location: fix.told } : {};
  }

  /** Follows shift and tasks until it is told to stop. */
  function follow(): () => void {
    const unwatch = watch(sharing, (share) => (share ? begin() : end()), { immediate: true });
    return () => {
      unwatch();
      end();
    };
  }

  return { sharing, trouble, hasFix, forVerb, follow };
});
