// What the operator does with a case. Nothing is shown as done before the server has said so.
import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { AlertView, AnyTask, Ending, NoRescueReason, TaskOrder, WireError } from '#libs/contracts';
import { wireErrorText } from '../shared/error-text.ts';
import { useToasts } from '../shared/toasts.ts';
import { useAlerts } from './alerts-store.ts';
import { useLink } from './link-store.ts';
import { useCaseName } from './case-name.ts';
import { needsReview } from './closing.ts';

/** `error` null: nothing was asked, because an earlier question is still open. */
export type Ordered = { ok: true; task: AnyTask; tasks: AnyTask[] } | { ok: false; error: WireError | null };

export interface CaseActions {
  /** The case whose answer is awaited; a second press meanwhile does nothing. */
  busy: Readonly<Ref<string | null>>;
  claim: (alert: AlertView) => Promise<boolean>;
  release: (alert: AlertView) => Promise<boolean>;
  note: (alert: AlertView, text: string) => Promise<boolean>;
  /** Closes, or resolves where a supervisor has to look at it first. */
  end: (alert: AlertView, ending: Ending) => Promise<boolean>;
  reopen: (alert: AlertView, reason: string) => Promise<boolean>;
  /** Public rescue need not be called, and why. */
  noRescue: (alert: AlertView, reason: NoRescueReason) => Promise<boolean>;
  /** An order about a task beside the case. Codes in `quiet` are told to the caller only. */
  task: (alert: AlertView, order: TaskOrder, quiet?: readonly string[]) => Promise<Ordered>;
}

export function useCaseActions(): CaseActions {
  const { t } = useI18n();
  const alerts = useAlerts();
  const link = useLink();
  const toasts = useToasts();
  const caseName = useCaseName();
  const busy = ref<string | null>(null);

  type Refused = { ok: false; error: WireError };

  async function settle<A extends { ok: true; alert: AlertView }>(
    alert: AlertView,
    asked: () => Promise<A | Refused>,
    quiet: readonly string[] = [],
  ): Promise<A | { ok: false; error: WireError | null }> {
    if (busy.value !== null) return { ok: false, error: null };
    busy.value = alert.id;
    try {
      const answer = await asked();
      if (answer.ok) alerts.takeAcked(answer.alert);
      else if (!quiet.includes(answer.error.code)) toasts.warn(wireErrorText(answer.error));
      return answer;
    } finally {
      busy.value = null;
    }
  }

  async function done<A extends { ok: true; alert: AlertView }>(
    alert: AlertView,
    asked: () => Promise<A | Refused>,
    then: (now: AlertView) => void,
  ): Promise<boolean> {
    const answer = await settle(alert, asked);
    if (answer.ok) then(answer.alert);
    return answer.ok;
  }

  const claim = (alert: AlertView): Promise<boolean> =>
    done(
      alert,
      () => link.ask('claim', { alertId: alert.id }),
      (now) => {
        alerts.select(now.id);
        toasts.info(t('act.claimed', { what: caseName(now) }));
      },
    );

  const release = (alert: AlertView): Promise<boolean> =>
    done(
      alert,
      () => link.ask('release', { alertId: alert.id }),
      () => toasts.info(t('act.released')),
    );

  const note = (alert: AlertView, text: string): Promise<boolean> =>
    done(
      alert,
      () => link.ask('note', { alertId: alert.id, text }),
      () => toasts.info(t('note.saved')),
    );

  const end = (alert: AlertView, ending: Ending): Promise<boolean> => {
    const outcome = t(`outcome.${ending.outcome}`);
    const first = alert.state === 'claimed' && needsReview(ending, alert.severity);
    return done(
      alert,
      () => link.ask(first ? 'resolve' : 'close', { alertId: alert.id, ...ending }),
      () => toasts.info(t(first ? 'closing.resolved' : 'act.closed', { outcome })),
    );
  };

  const reopen = (alert: AlertView, reason: string): Promise<boolean> =>
    done(
      alert,
      () => link.ask('reopen', { alertId: alert.id, reason }),
      (now) => {
        alerts.select(now.id);
        toasts.info(t('reopen.done', { what: caseName(now) }));
      },
    );

  const noRescue = (alert: AlertView, reason: NoRescueReason): Promise<boolean> =>
    done(
      alert,
      () => link.ask('noRescue', { alertId: alert.id, reason }),
      () => toasts.info(t('rescue.notCalled', { why: t(`noRescueReason.${reason}`) })),
    );

  const task = (alert: AlertView, order: TaskOrder, quiet: readonly string[] = []): Promise<Ordered> =>
    settle(alert, () => link.ask('task', { alertId: alert.id, ...order }), quiet);

  return { busy, claim, release, note, end, reopen, noRescue, task };
}
