// Waiting for something to become true, instead of sleeping and hoping.

/** Resolves with the first value that is neither undefined, null nor false; throws with `what` when time is up. */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  timeoutMs = 15_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const began = Date.now();
  const end = began + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== null && value !== false) return value as NonNullable<Exclude<T, false>>;
    if (Date.now() > end) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
    // Most things are true within milliseconds; what takes longer need not be asked for that often.
    await pause(Date.now() - began < 200 ? 2 : 20);
  }
}

/** For the few places where time itself is what is tested. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
