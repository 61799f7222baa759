// Shift on and off. The server keeps the shift; the phone keeps its sound, its screen and its notifications ready for it.
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { WireError } from '#libs/contracts';
import { AlarmSound, type Pattern } from '../shared/alarm-sound.ts';
import { ScreenHold } from '../shared/hold-screen.ts';
import { askForNotifications } from '../shared/notify.ts';
import { useStationLink } from './station-link.ts';
import { useTasks } from './tasks-store.ts';

const BUZZ_MS = [400, 200, 400, 200, 400];

export const useStationShift = defineStore('station-shift', () => {
  const tasks = useTasks();
  const link = useStationLink();
  const screen = new ScreenHold();
  const soundRuns = ref(false);
  const blocked = ref(false);
  const busy = ref(false);
  const sound = new AlarmSound(() => (soundRuns.value = sound.running));

  const onShift = computed(() => tasks.responder?.onShift === true);
  const since = computed(() => tasks.responder?.since ?? null);
  /** On shift, and an offer would not be heard: after a reload the browser wants a gesture again. */
  const mute = computed(() => onShift.value && !soundRuns.value);

  /** To be called from a gesture. */
  async function openSound(): Promise<void> {
    blocked.value = !(await sound.unlock());
    if (!blocked.value) sound.play('test');
  }

  /** 上班: the gesture opens sound, screen and notifications first; without them the shift starts all the same, and says so. */
  async function begin(): Promise<WireError | null> {
    if (busy.value) return null;
    busy.value = true;
    try {
      void screen.hold();
      void askForNotifications();
      await openSound();
      const answer = await link.ask('startShift', {});
      if (!answer.ok) return answer.error;
      tasks.onDuty(answer.since);
      return null;
    } finally {
      busy.value = false;
    }
  }

  async function end(): Promise<WireError | null> {
    if (busy.value) return null;
    busy.value = true;
    try {
      const answer = await link.ask('endShift', {});
      if (!answer.ok) return answer.error;
      tasks.onDuty(null);
      await rest();
      return null;
    } finally {
      busy.value = false;
    }
  }

  function ring(pattern: Pattern): void {
    sound.play(pattern);
    // Before the first gesture the browser refuses, and writes that as an error.
    if ('vibrate' in navigator && navigator.userActivation?.hasBeenActive) navigator.vibrate(BUZZ_MS);
  }

  /** Any gesture will do to get the sound back after a reload. */
  const onGesture = (): void => {
    if (mute.value) void sound.unlock();
  };
  /** The browser let go of the screen when the page was hidden. */
  const onVisible = (): void => {
    if (onShift.value) void screen.hold();
  };

  async function rest(): Promise<void> {
    await Promise.all([sound.close(), screen.letGo()]);
    soundRuns.value = false;
    blocked.value = false;
  }

  return { onShift, since, mute, blocked, busy, begin, end, openSound, ring, onGesture, onVisible, rest };
});
