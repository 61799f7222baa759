// Keys inside a panel or dialog: digits choose, Enter confirms; what the panel takes goes no further. Pure.
import { chordOf, type KeyPress } from './keymap.ts';

export type PanelKey = { digit: number } | 'confirm' | null;

/** Where the keyboard stands: a text field keeps its digits (Alt lends them), a button its Enter. */
export type PanelFocus = 'text' | 'lines' | 'button' | 'other';

export function panelKey(press: KeyPress, focus: PanelFocus): PanelKey {
  const chord = chordOf(press);
  if (chord === null) return null;
  const digit = /^(Alt\+)?([0-9])$/.exec(chord);
  if (digit) return (focus === 'text' || focus === 'lines') && !digit[1] ? null : { digit: Number(digit[2]) };
  return chord === 'Enter' && focus !== 'lines' && focus !== 'button' ? 'confirm' : null;
}

const TEXTLESS = /^(radio|checkbox|button|submit|file)$/;

export function panelFocus(target: EventTarget | null): PanelFocus {
  if (target instanceof HTMLTextAreaElement) return 'lines';
  if (target instanceof HTMLInputElement) return TEXTLESS.test(target.type) ? 'other' : 'text';
  if (target instanceof HTMLSelectElement) return 'text';
  const acts = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
  return acts || (target instanceof HTMLElement && target.tagName === 'SUMMARY') ? 'button' : 'other';
}

export interface PanelActs {
  digit?: (digit: number) => boolean;
  confirm?: () => void;
  leave?: () => void;
}

/** A handler for `keydown` on the panel's root. A digit that chooses nothing here belongs to the console. */
export function onPanelKey(event: KeyboardEvent, acts: PanelActs): void {
  if (event.key === 'Escape' && !event.isComposing && acts.leave) {
    event.preventDefault();
    acts.leave();
    return;
  }
  const key = panelKey(event, panelFocus(event.target));
  if (key === null) return;
  if (key === 'confirm') {
    if (!acts.confirm) return;
    event.preventDefault();
    if (!event.repeat) acts.confirm();
  } else if (acts.digit?.(key.digit)) {
    event.preventDefault();
  }
}
