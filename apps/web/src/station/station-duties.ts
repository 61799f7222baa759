// What the phone does by itself while the page is open: rings for offers and check-ins, announces, keeps the screen awake.
import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { recordSound } from '../shared/alarm-sound.ts';
import { notify } from '../shared/notify.ts';
import { serverNow } from '../shared/server-clock.ts';
import { checkInSounds, checkInStage, cutOffSounds, offerThatSounds } from './due-times.ts';
import { useStationLink } from './station-link.ts';
import { useStationShift } from './station-shift.ts';
import { useTasks } from './tasks-store.ts';

const LOOK_EVERY_MS = 500;

function useRinging(): void {
  const [tasks, link, shift] = [useTasks(), useStationLink(), useStationShift()];
  /** When each offer last sounded, by server time. */
  const heard = new Map<string, number>();
  let checkInAt: number | null = null;
  let cutOffSince: number | null = null;
  let cutOffAt: number | null = null;

  function ringForOffer(now: number): boolean {
    const offer = offerThatSounds(tasks.offers, heard, now);
    if (!offer) return false;
    heard.set(offer.taskId, now);
    recordSound(offer.alertId, offer.severity);
    shift.ring(offer.severity);
    return true;
  }

  function ringForCheckIn(now: number): void {
    const due = tasks.underway.find(({ task }) => checkInSounds(checkInStage(task, now), checkInAt, now));
    if (!due) return;
    checkInAt = now;
    recordSound(due.caseId, 'P2');
    shift.ring('P2');
  }

  function ringForLoss(now: number): void {
    const isCutOff = shift.onShift && (!link.connected || link.stale);
    cutOffSince = isCutOff ? (cutOffSince ?? now) : null;
    if (!cutOffSounds(cutOffSince, cutOffAt, now)) return;
    cutOffAt = now;
    shift.ring('link');
  }

  function look(): void {
    const now = serverNow();
    // One sound at a time: an offer is more urgent, and the reminder comes again.
    if (!ringForOffer(now)) ringForCheckIn(now);
    ringForLoss(now);
  }

  const stopHeard = tasks.whenEnded((taskId) => heard.delete(taskId));
  // The timer sleeps in hidden tabs; the server's beat does not.
  const stopBeat = link.listenTo({ beat: look });
  const timer = window.setInterval(look, LOOK_EVERY_MS);
  watch(() => tasks.offers, look);
  onScopeDispose(() => {
    stopHeard();
    stopBeat();
    window.clearInterval(timer);
  });
}

/** The words that a screen reader says when an offer is new; the system's notice while the page is out of sight. */
function useAnnouncements(): Ref<string> {
  const { t } = useI18n();
  const tasks = useTasks();
  const said = ref('');
  watch(
    () => tasks.offers.map(({ taskId }) => taskId),
    (ids, before) => {
      const fresh = tasks.offers.find(({ taskId }) => ids.includes(taskId) && !before.includes(taskId));
      if (!fresh) return;
      const kind = tasks.list.alerts.get(fresh.alertId)?.kind;
      said.value = kind ? t('station.offer.announce', { kind: t(`kind.${kind}`) }) : t('station.offer.label');
      notify(t('appName'), said.value, `yinling-offer-${fresh.taskId}`);
    },
  );
  return said;
}

/** All of it; answers what the live region says. */
export function useStationDuties(): Ref<string> {
  const shift = useStationShift();
  useRinging();
  const { onGesture, onVisible } = shift;
  document.addEventListener('visibilitychange', onVisible);
  document.addEventListener('pointerdown', onGesture);
  document.addEventListener('keydown', onGesture);
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', onVisible);
    document.removeEventListener('pointerdown', onGesture);
    document.removeEventListener('keydown', onGesture);
  });
  // After a reload on shift the screen is held again at once; the sound needs a gesture.
  watch(() => shift.onShift, onVisible, { immediate: true });
  return useAnnouncements();
}
