// Hands key presses of the whole page to the console, through the pure key map; beside it only Esc means something.
import { onBeforeUnmount, onMounted } from 'vue';
import { escapeMeans } from './beside.ts';
import { actionFor, type Action, type Focus } from './keymap.ts';
import { useBindings } from './use-bindings.ts';

const FIELDS = 'input, textarea, select, [contenteditable=""], [contenteditable="true"]';
const BUTTONS = 'button, a[href], summary, [role="button"]';

function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) return 'none';
  if (target.closest(FIELDS)) return 'field';
  return target.closest(BUTTONS) ? 'button' : 'none';
}

export interface ConsoleKeys {
  /** A page lies over the console: no key may act on a case that nobody sees. */
  covered: () => boolean;
  act: (action: Action) => void;
  /** From the page beside it back to the console. */
  back: () => void;
}

/** Each key press that means something is told, unless a dialog is open: that has keys of its own. */
export function useConsoleKeys({ covered, act, back }: ConsoleKeys): void {
  const { bindings } = useBindings();

  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const focus = focusOf(event.target);
    if (covered()) {
      const means = escapeMeans(event, focus);
      if (means === 'back') back();
      else if (means === 'leaveField' && event.target instanceof HTMLElement) event.target.blur();
      return;
    }
    const action = actionFor(event, bindings.value, focus);
    if (!action) return;
    event.preventDefault();
    act(action);
  }
  /** A mouse click leaves no focus on a button, or the next Space would press that button instead of claiming. */
  function onClick(event: MouseEvent): void {
    if (covered()) return;
    const focused = document.activeElement;
    if (event.detail > 0 && focused instanceof HTMLButtonElement && !focused.closest('dialog')) focused.blur();
  }
  onMounted(() => {
    window.addEventListener('keydown', onKey);
    window.addEventListener('click', onClick);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKey);
    window.removeEventListener('click', onClick);
  });
}
