// Two languages, Chinese first; the choice is remembered.
import { createI18n } from 'vue-i18n';
import { keep, kept } from '../kept.ts';
import { en } from './en.ts';
import { zhCn } from './zh-cn.ts';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const before = kept('language');
const start: Language = before === 'en' ? 'en' : 'zh-CN';
document.documentElement.lang = start;

export const i18n = createI18n({
  legacy: false,
  locale: start,
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zhCn, en },
});

export function setLanguage(language: Language): void {
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
  keep('language', language);
}
