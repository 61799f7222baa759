// What the console does by itself as long as it is open: renew, prove, sound, announce. Driven by the server's beat and by changes.
import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { AlertView } from '#libs/contracts';
import { recordSound } from '../shared/alarm-sound.ts';
import { wireErrorText } from '../shared/error-text.ts';
import { notify } from '../shared/notify.ts';
import { useToasts } from '../shared/toasts.ts';
import type { AlertList } from './alert-list.ts';
import { useAlerts } from './alerts-store.ts';
import { waitingOf } from './beside.ts';
import { useCaseName } from './case-name.ts';
import { proofsDue, withProof, type Proven, type Senses } from './displayed-proof.ts';
import { useLink } from './link-store.ts';
import { useShift } from './shift-store.ts';
import { loudest, soundOfWaiting, soundsOfChange, type Sound } from './sound-plan.ts';
import { useDeskCover } from './use-desk-cover.ts';

/** So many proofs go out at once; the next ones follow their answers, most urgent first. */
const PROOFS_AT_ONCE = 40;
const LINK_TONE_MS = 8_000;

function useRenewals(): void {
  const { t } = useI18n();
  const [alerts, link, toasts, caseName] = [useAlerts(), useLink(), useToasts(), useCaseName()];

  async function renew(alert: AlertView): Promise<void> {
    const answer = await link.ask('renew', { alertId: alert.id });
    if (answer.ok || answer.error.code.startsWith('LOCAL.')) return;
    // The delta that tells the new state is on its way; the operator must know at once that the case is not theirs.
    const lost = ['ALERT.CLAIM_LOST', 'ALERT.NOT_YOURS', 'ALERT.NOT_CLAIMED'].includes(answer.error.code);
    if (alerts.isMine(alerts.viewOf(alert.id))) {
      toasts.warn(lost ? t('act.claimLost', { what: caseName(alert) }) : wireErrorText(answer.error));
    }
  }
  const stop = link.listenTo({
    beat: (count) => {
      if (count % 2 === 0) for (const alert of alerts.mine) void renew(alert);
    },
  });
  onScopeDispose(stop);
}

function useProofs(): void {
  const [alerts, link, shift] = [useAlerts(), useLink(), useShift()];
  const { covered, page } = useDeskCover();
  let proven: Proven = new Map();
  const asked = new Set<string>();

  /** Over a page beside the console only the first case that waits is named. */
  const inSight = (alert: AlertView): boolean => !covered() || waitingOf(alerts.ordered).top?.id === alert.id;
  const senses = (alert: AlertView): Senses => ({
    audible: shift.audible,
    visible: document.visibilityState === 'visible' && inSight(alert),
  });

  async function prove(alertId: string, now: Senses): Promise<void> {
    asked.add(alertId);
    const answer = await link.ask('displayed', { alertId, ...now });
    asked.delete(alertId);
    if (answer.ok) {
      const alert = alerts.list.open.get(alertId);
      // Were it remembered for a case claimed meanwhile, its return to the queue would go unproven.
      if (alert?.state === 'raised') proven = withProof(proven, alertId, now);
      proveDue();
    }
    // A refused proof is tried again with the next beat.
  }

  function proveDue(): void {
    if (!link.connected) return;
    const next = proofsDue(alerts.ordered, proven, senses);
    proven = next.proven;
    for (const alertId of next.due) {
      if (asked.size >= PROOFS_AT_ONCE) return;
      const alert = alerts.list.open.get(alertId);
      if (alert && !asked.has(alertId)) void prove(alertId, senses(alert));
    }
  }

  const stops = [alerts.watchList(proveDue), link.listenTo({ beat: proveDue, connected: proveDue })];
  watch([() => shift.audible, page], proveDue);
  document.addEventListener('visibilitychange', proveDue);
  onScopeDispose(() => {
    for (const stop of stops) stop();
    document.removeEventListener('visibilitychange', proveDue);
  });
}

function useSounds(): void {
  const [alerts, link, shift] = [useAlerts(), useLink(), useShift()];
  let lastMs: number | null = null;
  let lastLinkTone = 0;

  function request(sounds: readonly Sound[]): void {
    for (const { alertId, severity } of sounds) recordSound(alertId, severity);
    const top = loudest(sounds);
    if (!top) return;
    lastMs = performance.now();
    if (shift.onShift) shift.play(top.severity);
  }

  function onChange(before: AlertList, after: AlertList): void {
    const changed = [...after.open.values()].filter((alert) => before.open.get(alert.id) !== alert);
    request(soundsOfChange(before.open, changed));
  }

  function repeat(): void {
    const waiting = soundOfWaiting(alerts.ordered, performance.now(), lastMs);
    if (waiting) request([waiting]);
    // A console that hears nothing more from the server must not look like a quiet one.
    const cutOff = shift.onShift && (!link.connected || link.stale);
    if (cutOff && performance.now() - lastLinkTone > LINK_TONE_MS) {
      lastLinkTone = performance.now();
      shift.play('link');
    }
  }

  // The timer sleeps in hidden tabs; the server's beat does not.
  const timer = window.setInterval(repeat, 500);
  const stops = [alerts.watchList(onChange), link.listenTo({ beat: repeat })];
  onScopeDispose(() => {
    window.clearInterval(timer);
    for (const stop of stops) stop();
  });
}

/** The words that a screen reader says when something urgent is new. */
function useAnnouncements(): Ref<string> {
  const { t } = useI18n();
  const [alerts, link, caseName] = [useAlerts(), useLink(), useCaseName()];
  const said = ref('');

  function onChange(before: AlertList, after: AlertList): void {
    const urgent = [...after.open.values()].filter(
      (alert) => alert.severity === 'P1' && alert.state === 'raised' && before.open.get(alert.id)?.state !== 'raised',
    );
    const first = urgent[0];
    if (!first) return;
    const text =
      urgent.length === 1 ? t('queue.newP1', { what: caseName(first) }) : t('queue.newP1Many', { n: urgent.length });
    said.value = text;
    notify(t('title'), text.split(' · ')[0] ?? text, 'yinling-p1');
  }

  const stop = alerts.watchList(onChange);
  onScopeDispose(stop);
  watch(
    () => link.connected,
    (connected, before) => {
      if (before !== connected && alerts.loaded) said.value = connected ? t('queue.backLink') : t('queue.lostLink');
    },
  );
  return said;
}

/** All of it; answers what the live region says. */
export function useConsoleDuties(): Ref<string> {
  const [link, shift] = [useLink(), useShift()];
  useRenewals();
  useProofs();
  useSounds();
  // A new connection knows nothing of the shift, and the server must know whenever the sound comes or goes.
  const stop = link.listenTo({ connected: () => void shift.report() });
  watch([() => shift.onShift, () => shift.audible], () => void shift.report());
  const onVisible = (): void => {
    if (shift.onShift && document.visibilityState === 'visible') void shift.holdScreen();
  };
  document.addEventListener('visibilitychange', onVisible);
  onScopeDispose(() => {
    stop();
    document.removeEventListener('visibilitychange', onVisible);
  });
  return useAnnouncements();
}
