// The operator's shift and whether this console is proven to be heard.
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { AlarmSound, type Pattern } from '../shared/alarm-sound.ts';
import { ScreenHold } from '../shared/hold-screen.ts';
import { keep, kept } from '../shared/kept.ts';
import { askForNotifications } from '../shared/notify.ts';
import { serverNow } from '../shared/server-clock.ts';
import { useLink } from './link-store.ts';

export type ShiftState = 'off' | 'confirming' | 'on';

/** Survives a reload, not the tab: a reload must not end a shift. */
const keptStart = (accountId: string): number | null => {
  const before = kept('shift', true);
  if (typeof before !== 'object' || before === null) return null;
  const { account, since } = before as { account?: unknown; since?: unknown };
  return account === accountId && typeof since === 'number' ? since : null;
};

export const useShift = defineStore('shift', () => {
  const link = useLink();
  const since = ref<number | null>(null);
  const confirming = ref(false);
  const soundRuns = ref(false);
  const heard = ref(false);
  const blocked = ref(false);
  let accountId = '';
  const screen = new ScreenHold();
  const sound = new AlarmSound(() => (soundRuns.value = sound.running));

  const onShift = computed(() => since.value !== null);
  const state = computed<ShiftState>(() => (confirming.value ? 'confirming' : onShift.value ? 'on' : 'off'));
  /** Proven: the operator confirmed the tone, and the sound has been running since. */
  const audible = computed(() => onShift.value && heard.value && soundRuns.value);

  /** Tells the server that this console is on shift, and whether it is heard. Said anew after each connect. */
  async function report(): Promise<void> {
    if (onShift.value && link.connected) await link.ask('startShift', { audible: audible.value });
  }

  /** 「开始值班」 or 「恢复声音」: the gesture that opens the sound and plays the test tone. */
  async function begin(): Promise<void> {
    blocked.value = false;
    heard.value = false;
    confirming.value = true;
    void screen.hold();
    void askForNotifications();
    if (await sound.unlock()) sound.play('test');
    else blocked.value = true;
  }

  async function playAgain(): Promise<void> {
    blocked.value = !(await sound.unlock());
    sound.play('test');
  }

  /** The operator's answer to the test tone. Without a running sound nothing was heard, whatever was pressed. */
  function confirm(wasHeard: boolean): void {
    heard.value = wasHeard && sound.running;
    confirming.value = false;
    since.value ??= serverNow();
    keep('shift', { account: accountId, since: since.value }, true);
  }

  async function end(): Promise<void> {
    since.value = null;
    heard.value = false;
    confirming.value = false;
    keep('shift', undefined, true);
    await screen.letGo();
    if (link.connected) await link.ask('endShift', {});
  }

  /** Takes up a shift that a reload interrupted; it is deaf until the sound is confirmed again. */
  function resume(account: string): void {
    accountId = account;
    since.value = keptStart(account);
    if (onShift.value) void screen.hold();
  }

  const holdScreen = (): Promise<void> => screen.hold();
  const play = (pattern: Pattern): void => sound.play(pattern);

  function leave(): void {
    void sound.close();
    soundRuns.value = false;
    heard.value = false;
    confirming.value = false;
    since.value = null;
    void screen.letGo();
  }

  // prettier-ignore
  return {
    since, state, onShift, audible, blocked, begin, playAgain, confirm, end, resume, report, holdScreen, play, leave,
  };
});
