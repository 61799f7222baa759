// The name of a link of the alarm path: the server's code in the reader's language, with the process that it belongs to.
import type { ComposerTranslation } from 'vue-i18n';

/** `broker (1f2e3d4c)` becomes `消息服务 (1f2e3d4c)`; a code that this page does not know stays as it is. */
export function linkName(link: string, t: ComposerTranslation, te: (key: string) => boolean): string {
  const code = /^[a-zA-Z]+/.exec(link)?.[0] ?? '';
  const key = `linkName.${code}`;
  return te(key) ? `${t(key)}${link.slice(code.length)}` : link;
}
