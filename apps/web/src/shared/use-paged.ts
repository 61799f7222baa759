// A list that comes page by page: what is shown, that it is being fetched, that it failed.
import { ref, type Ref } from 'vue';
import type { Page } from '#libs/contracts';
import { useLoaded, type Loaded } from './use-loaded.ts';

export interface Paged<T> extends Loaded<Page<T>> {
  page: Ref<number>;
  /** From the first page on, as after another search. */
  restart: () => Promise<void>;
  turn: (to: number) => Promise<void>;
}

export function usePaged<T>(fetcher: (page: number, signal: AbortSignal) => Promise<Page<T>>): Paged<T> {
  const page = ref(1);
  const loaded = useLoaded((signal) => fetcher(page.value, signal));
  const turn = (to: number): Promise<void> => {
    page.value = to;
    return loaded.load();
  };
  return { ...loaded, page, turn, restart: () => turn(1) };
}
