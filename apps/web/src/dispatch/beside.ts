// The pages beside the console lie over it while it goes on: which page is shown, what the strip says, what Esc means. Pure.
import type { AlertView } from '#libs/contracts';
import { isComposing, type Focus, type KeyPress } from './keymap.ts';

/** The page that an address shows over the console; null while the console itself is in sight. */
export const pageBeside = (path: string): string | null => /^\/dispatch\/([^/]+)/.exec(path)?.[1] ?? null;

export interface Waiting {
  /** Nobody has taken these. */
  all: number;
  /** Of them P1. */
  urgent: number;
  /** The one that the claim key takes. */
  top: AlertView | null;
}

/** `ordered` is the queue's order. */
export function waitingOf(ordered: readonly AlertView[]): Waiting {
  const raised = ordered.filter(({ state }) => state === 'raised');
  const urgent = raised.filter(({ severity }) => severity === 'P1').length;
  return { all: raised.length, urgent, top: raised[0] ?? null };
}

/** Esc leaves the field first, so that nobody loses what they are writing by the key that closes a list of choices. */
export function escapeMeans(press: KeyPress, focus: Focus): 'back' | 'leaveField' | null {
  if (press.key !== 'Escape' || press.repeat || isComposing(press)) return null;
  if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return null;
  return focus === 'field' ? 'leaveField' : 'back';
}
