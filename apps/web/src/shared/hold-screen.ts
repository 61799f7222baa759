// Keeps the screen awake while somebody is on shift; a browser without wake lock, or one that refuses, changes nothing else.

export class ScreenHold {
  private lock: WakeLockSentinel | null = null;

  /** To be asked again whenever the page comes back to the front: the browser lets go when it is hidden. */
  async hold(): Promise<void> {
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
    if (this.lock && !this.lock.released) return;
    this.lock = await navigator.wakeLock.request('screen').catch(() => null);
  }

  async letGo(): Promise<void> {
    const { lock } = this;
    this.lock = null;
    await lock?.release().catch(() => undefined);
  }
}
