// What went wrong, and what the responder does about it.
import type { WireError } from '#libs/contracts';
import { wireErrorText } from '../shared/error-text.ts';
import { i18n } from '../shared/i18n/index.ts';

export function failureText(error: WireError): string {
  const key = `station.failed.${error.code}`;
  return i18n.global.te(key) ? i18n.global.t(key) : wireErrorText(error);
}
