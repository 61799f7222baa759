// What to do about the link when the page wakes up or has heard nothing for a while. Pure.

/** Without a beat (every 5 s) for so long something may have been missed. */
export const MISSED_BEAT_MS = 7_000;
/** Without one for so long the screen is out of date and says so; a little later the link is made anew. */
export const STALE_MS = 12_000;
export const DEAD_MS = 20_000;
/** The wall clock ran on for so long while the page's own clock stood still: the machine slept. */
const SLEPT_MS = 5_000;

export interface Quiet {
  connected: boolean;
  /** Since the last sign of the server, by the page's own clock. */
  silentMs: number;
  /** How much more the wall clock ran than the page's own since the last look. */
  sleptMs: number;
}
export type WakeStep = 'none' | 'sync' | 'reconnect' | 'connect';

/** The page came back to the front, or the phone to its network. */
export function afterWaking({ connected, silentMs, sleptMs }: Quiet): WakeStep {
  if (!connected) return 'connect';
  if (sleptMs > SLEPT_MS || silentMs > DEAD_MS) return 'reconnect';
  return silentMs > MISSED_BEAT_MS ? 'sync' : 'none';
}

/** Looked at every second. While the link is down socket.io tries again by itself. */
export function afterSecond({ connected, silentMs, sleptMs }: Quiet): 'none' | 'reconnect' {
  if (!connected) return 'none';
  return sleptMs > SLEPT_MS || silentMs > DEAD_MS ? 'reconnect' : 'none';
}
