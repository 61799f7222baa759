// Short notices at the edge of the screen.
import { defineStore } from 'pinia';
import { ref } from 'vue';

export interface Toast {
  id: number;
  text: string;
  /** A warning stays longer and is announced at once. */
  kind: 'info' | 'warning';
}

const STAYS_MS = { info: 4_000, warning: 9_000 } as const;
const SHOWN_AT_MOST = 4;

export const useToasts = defineStore('toasts', () => {
  const shown = ref<Toast[]>([]);
  let lastId = 0;

  function dismiss(id: number): void {
    shown.value = shown.value.filter((toast) => toast.id !== id);
  }

  function show(text: string, kind: Toast['kind'] = 'info'): void {
    const id = (lastId += 1);
    // The same words twice are one notice with a fresh life.
    const others = shown.value.filter((toast) => toast.text !== text);
    shown.value = [...others, { id, text, kind }].slice(-SHOWN_AT_MOST);
    window.setTimeout(() => dismiss(id), STAYS_MS[kind]);
  }

  return { shown, dismiss, info: (text: string) => show(text), warn: (text: string) => show(text, 'warning') };
});
