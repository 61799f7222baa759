// Every press of a run until its receipt: what was heard, how fast, and what was not.

export interface PendingPress {
  key: string;
  eventId: string;
  payload: string;
  pressedAt: number;
  lastSentAt: number;
  repeats: number;
}

export interface Latency {
  count: number;
  /** ms; null without samples. */
  p50: number | null;
  p99: number | null;
}

export class PressLedger {
  private readonly pending = new Map<string, PendingPress>();
  private readonly latencies: number[] = [];
  pressed = 0;

  /** `now` in ms of any steady clock. */
  press(key: string, eventId: string, payload: string, now: number): void {
    this.pressed++;
    this.pending.set(idOf(key, eventId), { key, eventId, payload, pressedAt: now, lastSentAt: now, repeats: 0 });
  }

  /** True if this is the first receipt of a press of this run. */
  receipt(key: string, eventId: string, now: number): boolean {
    const press = this.pending.get(idOf(key, eventId));
    if (!press) return false;
    this.pending.delete(idOf(key, eventId));
    this.latencies.push(now - press.pressedAt);
    return true;
  }

  /** Presses unheard for `afterMs` since they were last sent, at most `most` times repeated; each counts as sent now. */
  toRepeat(now: number, afterMs: number, most: number): PendingPress[] {
    const due = [...this.pending.values()].filter((one) => now - one.lastSentAt >= afterMs && one.repeats < most);
    for (const press of due) {
      press.lastSentAt = now;
      press.repeats++;
    }
    return due;
  }

  get received(): number {
    return this.latencies.length;
  }

  unheard(): PendingPress[] {
    return [...this.pending.values()];
  }

  latency(): Latency {
    const sorted = [...this.latencies].sort((a, b) => a - b);
    const at = (share: number): number | null =>
      sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? null;
    return { count: sorted.length, p50: at(0.5), p99: at(0.99) };
  }
}

const idOf = (key: string, eventId: string): string => `${key} ${eventId}`;
