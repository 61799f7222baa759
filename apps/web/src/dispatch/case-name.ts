// How a case is named in one line: what, who, where.
import { useI18n } from 'vue-i18n';
import type { AlertView } from '#libs/contracts';

/** Where the case is, as far as anybody knows. */
export const placeOf = (alert: AlertView): string =>
  alert.elder?.address ??
  alert.home?.address ??
  alert.reported?.address ??
  alert.facility?.name ??
  alert.division?.name ??
  alert.device?.key ??
  '';

export function useCaseName(): (alert: AlertView) => string {
  const { t } = useI18n();
  return (alert) => {
    const who = alert.elder?.name ?? alert.reported?.name ?? alert.home?.residents.map(({ name }) => name).join('、');
    return [t(`kind.${alert.kind}`), who || t('queue.unknownElder'), placeOf(alert)]
      .filter((part) => part !== '')
      .join(' · ');
  };
}
