// A list that comes page by page: what is shown, that it is being fetched, that it failed.
import { onScopeDispose, ref, shallowRef, type Ref } from 'vue';
import type { Page } from '#libs/contracts';

export interface Paged<T> {
  page: Ref<number>;
  data: Readonly<Ref<Page<T> | null>>;
  loading: Readonly<Ref<boolean>>;
  error: Readonly<Ref<unknown>>;
  load: () => Promise<void>;
  /** From the first page on, as after another search. */
  restart: () => Promise<void>;
}

/** The last question asked wins, however late the others are answered. */
export function usePaged<T>(fetcher: (page: number, signal: AbortSignal) => Promise<Page<T>>): Paged<T> {
  const page = ref(1);
  const data = shallowRef<Page<T> | null>(null);
  const loading = ref(false);
  const error = shallowRef<unknown>(null);
  let running: AbortController | null = null;

  async function load(): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    loading.value = true;
    try {
      const answer = await fetcher(page.value, mine.signal);
      if (mine.signal.aborted) return;
      data.value = answer;
      error.value = null;
    } catch (cause) {
      if (mine.signal.aborted) return;
      error.value = cause;
    }
    loading.value = false;
  }
  const restart = (): Promise<void> => {
    page.value = 1;
    return load();
  };
  onScopeDispose(() => running?.abort());
  return { page, data, loading, error, load, restart };
}
