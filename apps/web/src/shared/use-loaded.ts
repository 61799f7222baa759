// Something that is fetched as a whole: what came, that it is being fetched, that it failed.
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';

export interface Loaded<T> {
  data: ShallowRef<T | null>;
  loading: Readonly<Ref<boolean>>;
  error: Readonly<Ref<unknown>>;
  load: () => Promise<void>;
}

/** The last question asked wins, however late the others are answered. What came before stays until then. */
export function useLoaded<T>(fetcher: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const data = shallowRef<T | null>(null);
  const loading = ref(false);
  const error = shallowRef<unknown>(null);
  let running: AbortController | null = null;

  async function load(): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    loading.value = true;
    try {
      const answer = await fetcher(mine.signal);
      if (mine.signal.aborted) return;
      data.value = answer;
      error.value = null;
    } catch (cause) {
      if (mine.signal.aborted) return;
      error.value = cause;
    }
    loading.value = false;
  }
  onScopeDispose(() => running?.abort());
  return { data, loading, error, load };
}
