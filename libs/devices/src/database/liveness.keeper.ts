// Remembers liveness: signs of life are folded in memory and written one batch after the other, never one row a message.
import { Inject, Injectable } from '@nestjs/common';
import { Database, LOG, type Log } from '#libs/platform';
import { SignOfLife } from '../domain/sign-of-life.ts';

/** Least time between the begins of two writes: under load one row a device and interval is enough. */
const INTERVAL_MS = 250;
const RETRY_MS = 1_000;
const ROWS_PER_STATEMENT = 2_000;

interface Waiter {
  resolve: () => void;
  reject: (error: unknown) => void;
}

const UPSERT_SQL = `
  INSERT INTO device_states AS s (device_key, last_seen_at, connection, connection_at, battery, latest)
  SELECT t.key, to_timestamp(t.seen / 1000), t.connection,
    CASE WHEN t.connection IS NOT NULL THEN to_timestamp(t.connected / 1000) END, t.battery, t.latest
  FROM unnest($1::text[], $2::float8[], $3::text[], $4::float8[], $5::smallint[], $6::jsonb[])
    AS t(key, seen, connection, connected, battery, latest)
  ON CONFLICT (device_key) DO UPDATE SET
    last_seen_at = greatest(s.last_seen_at, excluded.last_seen_at),
    connection = CASE WHEN excluded.connection_at >= coalesce(s.connection_at, '-infinity')
      THEN excluded.connection ELSE s.connection END,
    connection_at = greatest(s.connection_at, excluded.connection_at),
    battery = CASE WHEN excluded.battery IS NOT NULL AND
      (s.latest = '{}' OR excluded.latest = '{}' OR (excluded.latest->>'at')::float8 >= (s.latest->>'at')::float8)
      THEN excluded.battery ELSE s.battery END,
    latest = CASE WHEN excluded.latest = '{}' THEN s.latest
      WHEN s.latest = '{}' THEN excluded.latest
      WHEN (excluded.latest->>'at')::float8 < (s.latest->>'at')::float8 THEN s.latest
      WHEN pg_column_size(s.latest) > 8192 THEN excluded.latest
      ELSE jsonb_build_object('at', excluded.latest->'at', 'values', (s.latest->'values') || (excluded.latest->'values')) END`;

/** A retained status tells how the connection stands, not when: it changes what is known, and makes nobody seen. */
const RETAINED_SQL = `
  UPDATE device_states s SET connection = t.connection, connection_at = clock_timestamp()
  FROM unnest($1::text[], $2::text[]) AS t(key, connection)
  WHERE s.device_key = t.key AND s.connection IS DISTINCT FROM t.connection`;

@Injectable()
export class LivenessKeeper {
  private signs = new Map<string, SignOfLife>();
  private remembered = new Map<string, 'online' | 'offline'>();
  private waiters: Waiter[] = [];
  private writing: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private startedAt = 0;

  constructor(
    private readonly database: Database,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** It sent something. */
  heard(deviceKey: string, receivedMs: number): void {
    this.sign(deviceKey).heard(receivedMs);
  }

  /** It sent readings; `atMs` is their own time. */
  read(
    deviceKey: string,
    receivedMs: number,
    atMs: number,
    battery: number | null,
    values: Record<string, unknown> | null,
  ): void {
    const sign = this.sign(deviceKey);
    sign.heard(receivedMs);
    sign.read(atMs, battery, values);
  }

  connection(deviceKey: string, receivedMs: number, connection: 'online' | 'offline'): void {
    this.sign(deviceKey).connected(receivedMs, connection);
  }

  /** The broker's memory of a connection, told when we subscribed. */
  retained(deviceKey: string, connection: 'online' | 'offline'): void {
    this.remembered.set(deviceKey, connection);
    this.schedule();
  }

  /** Resolves once everything remembered so far is stored; rejects if a write failed (it is tried again all the same). */
  async stored(): Promise<void> {
    if (this.isEmpty() && !this.writing) return;
    if (this.isEmpty()) return this.writing ?? undefined;
    await new Promise<void>((resolve, reject) => {
      this.waiters.push({ resolve, reject });
      this.schedule();
    });
  }

  /** Writes what is left. */
  async close(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.writing?.catch(() => undefined);
    if (!this.isEmpty()) await this.write().catch(() => undefined);
  }

  private sign(deviceKey: string): SignOfLife {
    let sign = this.signs.get(deviceKey);
    if (!sign) {
      sign = new SignOfLife(deviceKey);
      this.signs.set(deviceKey, sign);
      this.schedule();
    }
    return sign;
  }

  private isEmpty(): boolean {
    return this.signs.size === 0 && this.remembered.size === 0;
  }

  private schedule(delay = Math.max(0, this.startedAt + INTERVAL_MS - Date.now())): void {
    if (this.timer || this.writing) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.startedAt = Date.now();
      this.writing = this.write();
      this.writing.then(
        () => this.after(0),
        (error: unknown) => {
          this.log.warn({ err: error }, 'liveness could not be written; it will be tried again');
          this.after(RETRY_MS);
        },
      );
    }, delay);
  }

  private after(delay: number): void {
    this.writing = null;
    if (!this.isEmpty()) this.schedule(delay === 0 ? undefined : delay);
  }

  private async write(): Promise<void> {
    const [signs, retained, waiters] = [this.signs, this.remembered, this.waiters];
    this.signs = new Map();
    this.remembered = new Map();
    this.waiters = [];
    try {
      await this.writeSigns([...signs.values()]);
      if (retained.size > 0) await this.database.query(RETAINED_SQL, [[...retained.keys()], [...retained.values()]]);
    } catch (error) {
      this.takeBack(signs, retained);
      for (const waiter of waiters) waiter.reject(error);
      throw error;
    }
    for (const waiter of waiters) waiter.resolve();
  }

  private async writeSigns(signs: SignOfLife[]): Promise<void> {
    signs.sort((a, b) => (a.deviceKey < b.deviceKey ? -1 : 1));
    for (let from = 0; from < signs.length; from += ROWS_PER_STATEMENT) {
      const rows = signs.slice(from, from + ROWS_PER_STATEMENT);
      await this.database.query(
        UPSERT_SQL,
        [
          rows.map((row) => row.deviceKey),
          rows.map((row) => row.seenMs),
          rows.map((row) => row.connection),
          rows.map((row) => row.connectionMs),
          rows.map((row) => row.battery),
          rows.map((row) => row.latest()),
        ],
        'write-liveness',
      );
    }
  }

  private takeBack(signs: Map<string, SignOfLife>, retained: Map<string, 'online' | 'offline'>): void {
    for (const [key, sign] of this.signs) {
      const older = signs.get(key);
      if (older) older.absorb(sign);
      else signs.set(key, sign);
    }
    this.signs = signs;
    this.remembered = new Map([...retained, ...this.remembered]);
  }
}
