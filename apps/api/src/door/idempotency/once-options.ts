// What a route says of its repeats.
import type { Actor } from '#libs/identity';

export const WRITES_ONCE = 'yinling:writes-once';

export interface OnceOptions {
  /** The id to remember, from the first answer; the path's `{id}` when absent. */
  remember?: (answer: unknown) => string;
  /** Makes the answer of a repeat from the remembered id, on the same controller. `shownOnce` refuses repeats. */
  again: ((controller: object, id: string, actor: Actor) => Promise<unknown>) | 'empty' | 'shownOnce';
}
