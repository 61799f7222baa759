// Hands key presses of the whole page to the console, through the pure key map.
import { onBeforeUnmount, onMounted } from 'vue';
import { actionFor, type Action, type Focus } from './keymap.ts';
import { useBindings } from './use-bindings.ts';

const FIELDS = 'input, textarea, select, [contenteditable=""], [contenteditable="true"]';
const BUTTONS = 'button, a[href], summary, [role="button"]';

function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) return 'none';
  if (target.closest(FIELDS)) return 'field';
  return target.closest(BUTTONS) ? 'button' : 'none';
}

/** `act` is called for each key press that means something, unless a dialog is open: that has keys of its own. */
export function useConsoleKeys(act: (action: Action) => void): void {
  const { bindings } = useBindings();

  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    const action = actionFor(event, bindings.value, focusOf(event.target));
    if (!action) return;
    event.preventDefault();
    act(action);
  }
  /** A mouse click leaves no focus on a button, or the next Space would press that button instead of claiming. */
  function onClick(event: MouseEvent): void {
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
