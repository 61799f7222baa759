// Pauses for whoever keeps failing to sign in, kept in the database so that every process and every restart knows.
// They are for one username from one address, never for an address: a whole call centre may stand behind one, and nobody's
// failures may keep another from signing in. An unknown username is paused like a known one, so that a pause tells nothing.
import { isIPv6 } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, DomainError, SETTINGS, SealedText, type Settings } from '#libs/platform';

const WINDOW_MS = 15 * 60_000;
const PAUSE_MS = 5 * 60_000;

@Injectable()
export class LoginThrottle {
  private readonly underWay = new Map<string, { count: number; waiting: (() => void)[] }>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sealed: SealedText,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * Runs one sign-in; null from `work` is a failure and counts, anything else clears the count of this username here.
   * Throws AUTH.THROTTLED with details {retryAfter} in seconds, without running `work`, while username and address pause.
   */
  async attempt<T>(username: string, address: string, work: () => Promise<T | null>): Promise<T | null> {
    const key = this.sealed.blindIndex('login.account', `${username}\n${network(address)}`);
    await this.takeTurn(key);
    try {
      const result = await work();
      if (result === null) await this.countFailure(key);
      else await this.database.query('DELETE FROM failed_logins WHERE key = $1', [key]);
      return result;
    } finally {
      this.giveTurn(key);
    }
  }

  /** Removes counts that no longer matter; returns how many. */
  async removeStale(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - 24 * 3_600_000);
    const rows = await this.database.query(
      'DELETE FROM failed_logins WHERE window_started_at < $1 AND coalesce(blocked_until, $1) <= $1 RETURNING key',
      [before],
    );
    return rows.length;
  }

  /** Never more guesses under way than may still fail: a thousand guesses at once are no way around the count. */
  private async takeTurn(key: string): Promise<void> {
    for (;;) {
      const left = await this.left(key);
      const entry = this.underWay.get(key) ?? { count: 0, waiting: [] };
      this.underWay.set(key, entry);
      if (entry.count < left) {
        entry.count++;
        return;
      }
      await new Promise<void>((resolve) => entry.waiting.push(resolve));
    }
  }

  private giveTurn(key: string): void {
    const entry = this.underWay.get(key);
    if (!entry) return;
    entry.count--;
    const waiting = entry.waiting.splice(0);
    if (entry.count === 0) this.underWay.delete(key);
    for (const go of waiting) go();
  }

  /** How many more failures come before a pause; throws while there is one. */
  private async left(key: string): Promise<number> {
    const now = this.clock.now().getTime();
    const [row] = await this.database.query<{
      failures: number;
      window_started_at: Date;
      blocked_until: Date | null;
    }>('SELECT failures, window_started_at, blocked_until FROM failed_logins WHERE key = $1', [key], 'login-failures');
    const until = row?.blocked_until?.getTime() ?? 0;
    if (until > now) throw new DomainError('AUTH.THROTTLED', { retryAfter: Math.ceil((until - now) / 1000) });
    const counts = row && row.blocked_until === null && row.window_started_at.getTime() > now - WINDOW_MS;
    return counts ? Math.max(1, this.settings.LOGIN_FAILURES - row.failures) : this.settings.LOGIN_FAILURES;
  }

  private async countFailure(key: string): Promise<void> {
    const now = this.clock.now();
    await this.database.query(
      `INSERT INTO failed_logins AS f (key, failures, window_started_at, blocked_until)
       VALUES ($1, 1, $3, CASE WHEN $2::integer <= 1 THEN $5::timestamptz END)
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN f.window_started_at <= $4 OR f.blocked_until <= $3 THEN 1 ELSE f.failures + 1 END,
         window_started_at = CASE WHEN f.window_started_at <= $4 OR f.blocked_until <= $3 THEN $3 ELSE f.window_started_at END,
         blocked_until = CASE
           WHEN f.window_started_at <= $4 OR f.blocked_until <= $3 THEN EXCLUDED.blocked_until
           WHEN f.failures + 1 >= $2::integer THEN coalesce(f.blocked_until, $5) END`,
      [key, this.settings.LOGIN_FAILURES, now, new Date(now.getTime() - WINDOW_MS), new Date(now.getTime() + PAUSE_MS)],
    );
  }
}

/** One household or office: an IPv4 address, or the first half of an IPv6 one (its owner holds all of the second half). */
export function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => parseInt(part, 16).toString(16))
    .join(':');
}
