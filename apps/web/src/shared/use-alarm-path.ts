// The health of the alarm path, asked every 15 seconds while somebody looks.
import { onScopeDispose, ref, shallowRef, type Ref } from 'vue';
import type { AlarmPathHealth } from '#libs/contracts';
import { health } from './http.ts';

const EVERY_MS = 15_000;

export function useAlarmPath(): {
  path: Readonly<Ref<AlarmPathHealth | null>>;
  error: Readonly<Ref<unknown>>;
  loading: Readonly<Ref<boolean>>;
  reload: () => Promise<void>;
} {
  const path = shallowRef<AlarmPathHealth | null>(null);
  const error = shallowRef<unknown>(null);
  const loading = ref(false);
  const leaving = new AbortController();

  async function reload(): Promise<void> {
    if (loading.value) return;
    loading.value = true;
    try {
      path.value = await health<AlarmPathHealth>('/health/alarm-path', leaving.signal);
      error.value = null;
    } catch (cause) {
      // What was true a while ago is not shown as if it were true now.
      if (!leaving.signal.aborted) {
        path.value = null;
        error.value = cause;
      }
    } finally {
      loading.value = false;
    }
  }
  void reload();
  const timer = window.setInterval(() => void reload(), EVERY_MS);
  onScopeDispose(() => {
    window.clearInterval(timer);
    leaving.abort();
  });
  return { path, error, loading, reload };
}
