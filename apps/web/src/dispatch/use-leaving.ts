// Ending the shift, signing out, leaving the page: never with a case in hand unless one was asked.
import { onBeforeUnmount, onMounted } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { errorText } from '../shared/error-text.ts';
import { useSession } from '../shared/session.ts';
import { useToasts } from '../shared/toasts.ts';
import { useAlerts } from './alerts-store.ts';
import { isDialling } from './dial.ts';
import { useShift } from './shift-store.ts';

export function useLeaving(): { endShift: () => void; signOut: () => Promise<void> } {
  const { t } = useI18n();
  const router = useRouter();
  const [alerts, session, shift, toasts] = [useAlerts(), useSession(), useShift(), useToasts()];

  function endShift(): void {
    if (alerts.mine.length > 0) toasts.warn(t('shift.endWhileHolding'));
    else void shift.end().then(() => toasts.info(t('shift.ended')));
  }

  async function signOut(): Promise<void> {
    if (alerts.mine.length > 0) {
      toasts.warn(t('shift.endWhileHolding'));
      return;
    }
    try {
      await shift.end();
      await session.signOut();
      await router.replace('/sign-in');
    } catch (error) {
      toasts.warn(t('signIn.signOutFailed', { why: errorText(error) }));
    }
  }

  function askBeforeLeaving(event: BeforeUnloadEvent): void {
    if (alerts.mine.length === 0 || isDialling()) return;
    event.preventDefault();
  }
  onMounted(() => window.addEventListener('beforeunload', askBeforeLeaving));
  onBeforeUnmount(() => window.removeEventListener('beforeunload', askBeforeLeaving));

  return { endShift, signOut };
}
