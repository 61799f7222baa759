// What is remembered of a device between two writes: signs of life folded in place, value by value. Pure.

type Values = Record<string, unknown>;

const MOST_VALUES = 64;
const LONGEST_TEXT = 200;

export class SignOfLife {
  /** Latest arrival in epoch ms; null if only somebody else spoke for the device (its last will). */
  seenMs: number | null = null;
  connection: 'online' | 'offline' | null = null;
  connectionMs = 0;
  /** Percent. */
  battery: number | null = null;
  /** Device time of the newest reading; 0 without any. */
  readingMs = 0;
  private values: Values | null = null;

  constructor(readonly deviceKey: string) {}

  heard(receivedMs: number): void {
    if (this.seenMs === null || receivedMs > this.seenMs) this.seenMs = receivedMs;
  }

  /** A last will is spoken by the broker: with `offline` the device itself was not heard. */
  connected(receivedMs: number, connection: 'online' | 'offline'): void {
    if (connection === 'online') this.heard(receivedMs);
    if (this.connection && receivedMs < this.connectionMs) return;
    this.connection = connection;
    this.connectionMs = receivedMs;
  }

  /** Newer readings win value by value, in whatever order they come. */
  read(atMs: number, battery: number | null, values: Values | null): void {
    const isNewer = atMs >= this.readingMs;
    if (battery !== null && (isNewer || this.battery === null)) this.battery = battery;
    if (values) {
      const known = (this.values ??= Object.create(null) as Values);
      for (const key in values) if (isNewer || !(key in known)) known[key] = values[key];
    }
    if (isNewer) this.readingMs = atMs;
  }

  /** Takes over what a later one knows: this one's write failed. */
  absorb(later: SignOfLife): void {
    if (later.seenMs !== null) this.heard(later.seenMs);
    if (later.connection && (!this.connection || later.connectionMs >= this.connectionMs)) {
      this.connection = later.connection;
      this.connectionMs = later.connectionMs;
    }
    this.read(later.readingMs, later.battery, later.values);
  }

  /** The latest values as JSON: plain ones only and not too many, so that no device can fill the table. */
  latest(): string {
    if (!this.values) return '{}';
    const plain = Object.create(null) as Values;
    let count = 0;
    for (const key in this.values) {
      const value = this.values[key];
      if (typeof value === 'object' || key.length > LONGEST_TEXT) continue;
      if (typeof value === 'string' && value.length > LONGEST_TEXT) continue;
      if (++count > MOST_VALUES) break;
      plain[key] = value;
    }
    return JSON.stringify({ at: this.readingMs, values: plain });
  }
}
