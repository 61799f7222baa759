// Opens the telephone of this machine on a number.
import { telLink } from '../shared/outer-links.ts';

let lastMs = Number.NEGATIVE_INFINITY;
/** A browser asks the page to leave before it hands a `tel:` link on, and then stays. */
const HANDED_OVER_MS = 2_000;

/** True while a page that seems to be left only hands a number to the telephone. */
export const isDialling = (): boolean => performance.now() - lastMs < HANDED_OVER_MS;

/** Answers whether there was a number to dial. */
export function dial(phone: string): boolean {
  const href = telLink(phone);
  if (href === null) return false;
  lastMs = performance.now();
  const link = document.createElement('a');
  link.href = href;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  return true;
}
