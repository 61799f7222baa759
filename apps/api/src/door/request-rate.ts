// How many requests a session made within the last second: exact, so that a program below the limit is never refused.

interface Recent {
  /** Times of the last accepted requests, in ms, a ring as long as the limit. */
  times: Float64Array;
  next: number;
}

const FORGET_ABOVE = 5_000;

export class RequestRate {
  private readonly sessions = new Map<string, Recent>();

  constructor(private readonly limit: number) {}

  /** True if the request may pass; refused ones do not count. `now` in ms, of a clock that never goes back. */
  allow(sessionId: string, now: number): boolean {
    const recent = this.sessions.get(sessionId) ?? this.begin(sessionId, now);
    const oldest = recent.times[recent.next] ?? Number.NEGATIVE_INFINITY;
    if (now - oldest < 1_000) return false;
    recent.times[recent.next] = now;
    recent.next = (recent.next + 1) % this.limit;
    return true;
  }

  private begin(sessionId: string, now: number): Recent {
    if (this.sessions.size >= FORGET_ABOVE) this.forgetIdle(now);
    const recent = { times: new Float64Array(this.limit).fill(Number.NEGATIVE_INFINITY), next: 0 };
    this.sessions.set(sessionId, recent);
    return recent;
  }

  private forgetIdle(now: number): void {
    for (const [id, { times, next }] of this.sessions) {
      const newest = times[(next + this.limit - 1) % this.limit] ?? 0;
      if (now - newest >= 1_000) this.sessions.delete(id);
    }
  }
}
