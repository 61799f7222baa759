// Light by day, dark by night, or as chosen.
import { computed, ref, watchEffect } from 'vue';
import { keep, kept } from './kept.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value);
const [NIGHT_FROM, NIGHT_TO] = [18, 6];

const before = kept('theme');
const theme = ref<Theme>(isTheme(before) ? before : 'auto');
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
const systemDark = ref(prefersDark.matches);
const hour = ref(new Date().getHours());
const isNight = computed(() => hour.value >= NIGHT_FROM || hour.value < NIGHT_TO);
const isDark = computed(
  () => theme.value === 'dark' || (theme.value === 'auto' && (systemDark.value || isNight.value)),
);

/** Starts to follow the choice, the system and the hour; once per page. */
export function followTheme(): void {
  prefersDark.addEventListener('change', (event) => (systemDark.value = event.matches));
  window.setInterval(() => (hour.value = new Date().getHours()), 60_000);
  watchEffect(() => {
    document.documentElement.dataset['theme'] = isDark.value ? 'dark' : 'light';
    // Element Plus looks for this class.
    document.documentElement.classList.toggle('dark', isDark.value);
  });
}

export function useTheme() {
  const next = (): void => {
    theme.value = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'auto';
    keep('theme', theme.value);
  };
  return { theme, isDark, next };
}
