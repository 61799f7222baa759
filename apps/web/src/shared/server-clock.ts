// The server's time on this screen. Clocks are computed from it, never counted, because hidden tabs count slowly.
import { onScopeDispose, readonly, ref, type Ref } from 'vue';

let offsetMs = Date.now() - performance.now();
const now = ref(Date.now());

/** The server's time in ms since 1970, as far as this page knows it. */
export const serverNow = (): number => performance.now() + offsetMs;

/** Takes over the server's time. performance.now() is the base, so a jump of this machine's clock moves nothing. */
export function learnServerTime(serverTime: string): void {
  const at = Date.parse(serverTime);
  if (Number.isNaN(at)) return;
  offsetMs = at - performance.now();
  now.value = serverNow();
}

let users = 0;
let timer: number | undefined;

/** Server time, renewed every second while somebody uses it. */
export function useNow(): Readonly<Ref<number>> {
  users += 1;
  now.value = serverNow();
  timer ??= window.setInterval(() => (now.value = serverNow()), 1000);
  onScopeDispose(() => {
    users -= 1;
    if (users > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  });
  return readonly(now);
}
