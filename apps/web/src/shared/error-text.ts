// What an error says to the person in front of the screen, in their language.
import type { WireError } from '#libs/contracts';
import { i18n } from './i18n/index.ts';
import { ApiError } from './http.ts';

/** Whoever won a claim, if the error names them. */
export function winnerOf(details: Readonly<Record<string, unknown>> | undefined): string | null {
  const by = details?.['by'];
  if (typeof by !== 'object' || by === null) return null;
  const name = (by as { name?: unknown }).name;
  return typeof name === 'string' ? name : null;
}

/** Chinese shows the server's own message; English maps the code. Codes from here are known in both. */
export function wireErrorText(error: WireError): string {
  const { t, te, locale } = i18n.global;
  const winner = error.code === 'ALERT.ALREADY_CLAIMED' ? winnerOf(error.details) : null;
  if (winner) return t('toast.claimedBy', { name: winner });
  if (locale.value === 'zh-CN' && error.message) return error.message;
  return te(`error.${error.code}`) ? t(`error.${error.code}`) : t('error.unknown', { code: error.code });
}

export function errorText(error: unknown): string {
  if (error instanceof ApiError) {
    return wireErrorText({ code: error.code, message: error.message, details: error.details });
  }
  return i18n.global.t('error.unknown', { code: error instanceof Error ? error.name : 'ERROR' });
}
