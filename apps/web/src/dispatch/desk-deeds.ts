// What the panels of the desk do for a key: each registers its deed while it is there, the page looks it up.
import { onBeforeUnmount, onMounted, shallowReactive } from 'vue';
import type { Action } from './keymap.ts';

const deeds = shallowReactive(new Map<Action, () => void>());

/** What a key does now; undefined when no panel offers it. */
export const deedOf = (action: Action): (() => void) | undefined => deeds.get(action);

/** Offers a deed as long as the component stands. Of two at once the later one counts. */
export function useDeed(action: Action, deed: () => void): void {
  onMounted(() => deeds.set(action, deed));
  onBeforeUnmount(() => {
    if (deeds.get(action) === deed) deeds.delete(action);
  });
}
