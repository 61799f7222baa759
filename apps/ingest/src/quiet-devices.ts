// Which devices have not cried lately: their next cry is nearly always the first one of a case.

const QUIET_AFTER_MS = 30 * 60_000;
const MOST_KEPT = 20_000;

export class QuietDevices {
  private readonly criedAt = new Map<string, number>();

  has(deviceKey: string, nowMs = Date.now()): boolean {
    return (this.criedAt.get(deviceKey) ?? Number.NEGATIVE_INFINITY) + QUIET_AFTER_MS <= nowMs;
  }

  cried(deviceKey: string, nowMs = Date.now()): void {
    this.criedAt.delete(deviceKey);
    this.criedAt.set(deviceKey, nowMs);
    // The one that has been quiet for longest goes first: a map keeps the order in which it was filled.
    for (const oldest of this.criedAt.keys()) {
      if (this.criedAt.size <= MOST_KEPT) break;
      this.criedAt.delete(oldest);
    }
  }
}
