// Keeps the keyboard in an open panel: its digits must not fall through to the console, where they telephone.
import { nextTick, type Ref } from 'vue';

const OWN_KEYS = 'input, select, textarea, summary, a[href]';

/** For `click` on the panel: what was pressed may vanish or be switched off, and the focus with it. */
export function useHeldFocus(root: Readonly<Ref<HTMLElement | null>>): (event: MouseEvent) => void {
  return (event) => {
    if (event.target instanceof Element && event.target.closest(`${OWN_KEYS}, label`)) return;
    void nextTick(() => {
      const at = document.activeElement;
      if (root.value && !(at instanceof Element && at.matches(OWN_KEYS) && root.value.contains(at))) {
        root.value.focus({ preventScroll: true });
      }
    });
  };
}
