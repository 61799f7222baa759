// Pauses for whoever keeps failing to sign in, kept in the database so that every process and every restart knows.
import { isIPv6 } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, DomainError, SETTINGS, SealedText, type Settings } from '#libs/platform';

const WINDOW_MS = 15 * 60_000;
const PAUSE_MS = 5 * 60_000;
/** One address may fail this many times as often as one account from it: many people share an office's address. */
const ADDRESS_FACTOR = 10;

interface Watched {
  key: string;
  limit: number;
}

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
   * Runs one sign-in; null from `work` is a failure and counts, anything else clears the account's count.
   * Throws AUTH.THROTTLED with details {retryAfter} in seconds.
   */
  async attempt<T>(username: string, address: string, work: () => Promise<T | null>): Promise<T | null> {
    const account: Watched = {
      key: this.sealed.blindIndex('login.account', `${username}\n${network(address)}`),
      limit: this.settings.LOGIN_FAILURES,
    };
    const place: Watched = {
      key: this.sealed.blindIndex('login.address', network(address)),
      limit: this.settings.LOGIN_FAILURES * ADDRESS_FACTOR,
    };
    await this.takeTurn(account, place);
    try {
      const result = await work();
      if (result === null) await this.countFailure([account, place]);
      else await this.database.query('DELETE FROM failed_logins WHERE key = $1', [account.key]);
      return result;
    } finally {
      this.giveTurn(account.key);
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
  private async takeTurn(account: Watched, place: Watched): Promise<void> {
    for (;;) {
      const left = await this.left(account, place);
      const entry = this.underWay.get(account.key) ?? { count: 0, waiting: [] };
      this.underWay.set(account.key, entry);
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

  /** How many more failures the account has; throws while either is paused. */
  private async left(account: Watched, place: Watched): Promise<number> {
    const now = this.clock.now().getTime();
    const rows = await this.database.query<{
      key: string;
      failures: number;
      window_started_at: Date;
      blocked_until: Date | null;
    }>(
      'SELECT key, failures, window_started_at, blocked_until FROM failed_logins WHERE key = ANY($1::text[])',
      [[account.key, place.key]],
      'login-failures',
    );
    const until = Math.max(...rows.map((row) => row.blocked_until?.getTime() ?? 0), 0);
    if (until > now) throw new DomainError('AUTH.THROTTLED', { retryAfter: Math.ceil((until - now) / 1000) });
    const mine = rows.find((row) => row.key === account.key);
    const counts = mine && mine.blocked_until === null && mine.window_started_at.getTime() > now - WINDOW_MS;
    return counts ? Math.max(1, account.limit - mine.failures) : account.limit;
  }

  private async countFailure(watched: Watched[]): Promise<void> {
    const now = this.clock.now();
    // Sorted: two failures of one address must take their rows in the same order.
    const sorted = [...watched].sort((a, b) => (a.key < b.key ? -1 : 1));
    await this.database.query(
      `INSERT INTO failed_logins AS f (key, failures, window_started_at, blocked_until)
       SELECT key, 1, $3, CASE WHEN most <= 1 THEN $5::timestamptz END
       FROM unnest($1::text[], $2::integer[]) AS given (key, most)
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN f.window_started_at <= $4 OR f.blocked_until <= $3 THEN 1 ELSE f.failures + 1 END,
         window_started_at = CASE WHEN f.window_started_at <= $4 OR f.blocked_until <= $3 THEN $3 ELSE f.window_started_at END,
         blocked_until = CASE
           WHEN f.window_started_at <= $4 OR f.blocked_until <= $3 THEN EXCLUDED.blocked_until
           WHEN f.failures + 1 >= $2[array_position($1, f.key)] THEN coalesce(f.blocked_until, $5) END`,
      [
        sorted.map((one) => one.key),
        sorted.map((one) => one.limit),
        now,
        new Date(now.getTime() - WINDOW_MS),
        new Date(now.getTime() + PAUSE_MS),
      ],
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
