// What the operator does with a case. Nothing is shown as done before the server has said so.
import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { AlertView, Outcome, WireError } from '#libs/contracts';
import { wireErrorText } from '../shared/error-text.ts';
import { useToasts } from '../shared/toasts.ts';
import { useAlerts } from './alerts-store.ts';
import { useLink } from './link-store.ts';
import { useCaseName } from './case-name.ts';

export interface CaseActions {
  /** The case whose answer is awaited; a second press meanwhile does nothing. */
  busy: Readonly<Ref<string | null>>;
  claim: (alert: AlertView) => Promise<boolean>;
  release: (alert: AlertView) => Promise<boolean>;
  note: (alert: AlertView, text: string) => Promise<boolean>;
  close: (alert: AlertView, outcome: Outcome, note: string) => Promise<boolean>;
}

export function useCaseActions(): CaseActions {
  const { t } = useI18n();
  const alerts = useAlerts();
  const link = useLink();
  const toasts = useToasts();
  const caseName = useCaseName();
  const busy = ref<string | null>(null);

  type Answer = { ok: true; alert: AlertView } | { ok: false; error: WireError };

  async function settle(
    alert: AlertView,
    asked: () => Promise<Answer>,
    done: (now: AlertView) => void,
  ): Promise<boolean> {
    if (busy.value !== null) return false;
    busy.value = alert.id;
    try {
      const answer = await asked();
      if (!answer.ok) {
        toasts.warn(wireErrorText(answer.error));
        return false;
      }
      alerts.takeAcked(answer.alert);
      done(answer.alert);
      return true;
    } finally {
      busy.value = null;
    }
  }

  const claim = (alert: AlertView): Promise<boolean> =>
    settle(
      alert,
      () => link.ask('claim', { alertId: alert.id }),
      (now) => {
        alerts.select(now.id);
        toasts.info(t('act.claimed', { what: caseName(now) }));
      },
    );

  const release = (alert: AlertView): Promise<boolean> =>
    settle(
      alert,
      () => link.ask('release', { alertId: alert.id }),
      () => toasts.info(t('act.released')),
    );

  const note = (alert: AlertView, text: string): Promise<boolean> =>
    settle(
      alert,
      () => link.ask('note', { alertId: alert.id, text }),
      () => toasts.info(t('note.saved')),
    );

  const close = (alert: AlertView, outcome: Outcome, remark: string): Promise<boolean> =>
    settle(
      alert,
      () => link.ask('close', { alertId: alert.id, outcome, ...(remark === '' ? {} : { note: remark }) }),
      () => toasts.info(t('act.closed', { outcome: t(`outcome.${outcome}`) })),
    );

  return { busy, claim, release, note, close };
}
