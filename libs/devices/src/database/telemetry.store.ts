// Telemetry by day of device time: one statement a batch, copies fall away by digest, missing days are made on the spot.
import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';

export interface TelemetryRow {
  deviceKey: string;
  /** Epoch ms, within the days that are kept. */
  atMs: number;
  receivedMs: number;
  /** The values as JSON text that jsonb takes. */
  json: string;
}

const BEHIND_MS = 7 * 86_400_000;
const AHEAD_MS = 5 * 60_000;

/** Partitions reach from a week ago to this many days ahead. */
const DAYS_AHEAD = 3;

/** No JSON text holds this character unescaped, and no device key at all. */
const SEPARATOR = '\u001f';

const INSERT_SQL = `
  INSERT INTO telemetry (at, device_key, digest, received_at, "values")
  SELECT to_timestamp(t.at / 1000), t.key, hashtextextended(t.json, 0), to_timestamp(t.received / 1000), t.json::jsonb
  FROM unnest($1::float8[], string_to_array($2, E'\\x1f'), $3::float8[], string_to_array($4, E'\\x1f'))
    AS t(at, key, received, json)`;
const SKIPPING_COPIES = `${INSERT_SQL} ON CONFLICT DO NOTHING`;

/** For so long after a copy was found copies are expected: after an outage devices send again what was not answered. */
const COPIES_EXPECTED_MS = 30_000;

@Injectable()
export class TelemetryStore {
  private copiesExpectedUntil = 0;

  constructor(private readonly database: Database) {}

  /** A time outside of what partitions hold is moved to their edge: [arrival - 7 days, arrival + 5 min]. */
  static clamp(atMs: number, receivedMs: number): number {
    return Math.min(Math.max(atMs, receivedMs - BEHIND_MS), receivedMs + AHEAD_MS);
  }

  /** Commits all rows or none; rows that are there already are left as they are. */
  async add(rows: TelemetryRow[]): Promise<void> {
    if (rows.length === 0) return;
    // One order for all: two batches with the same readings would else wait for each other.
    rows.sort((a, b) => (a.deviceKey < b.deviceKey ? -1 : a.deviceKey > b.deviceKey ? 1 : a.atMs - b.atMs));
    // Joined texts instead of arrays: nothing to be escaped on one side and unescaped on the other.
    const values = [
      `{${rows.map((row) => row.atMs).join()}}`,
      rows.map((row) => row.deviceKey).join(SEPARATOR),
      `{${rows.map((row) => row.receivedMs).join()}}`,
      rows.map((row) => row.json).join(SEPARATOR),
    ];
    try {
      await this.insert(values);
    } catch (error) {
      if (!isDayMissing(error)) throw error;
      await this.makeDays(rows);
      await this.insert(values);
    }
  }

  /** Looking for copies costs a third of the work and they are rare: they are looked for only after one was found. */
  private async insert(values: string[]): Promise<void> {
    if (Date.now() >= this.copiesExpectedUntil) {
      try {
        await this.database.query(INSERT_SQL, values, 'add-telemetry');
        return;
      } catch (error) {
        if (!isCopy(error)) throw error;
        this.copiesExpectedUntil = Date.now() + COPIES_EXPECTED_MS;
      }
    }
    await this.database.query(SKIPPING_COPIES, values, 'add-telemetry-skipping-copies');
  }

  /** Makes the partitions from a week before to three days after; existing ones stay. */
  async ensureDays(now: Date): Promise<void> {
    await this.ensure(now.getTime() - BEHIND_MS - 86_400_000, now.getTime() + DAYS_AHEAD * 86_400_000);
  }

  /** Drops whole days older than the retention; answers how many. */
  async dropDaysBefore(limit: Date): Promise<number> {
    const days = await this.database.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = 'telemetry'::regclass AND c.relname ~ '^telemetry_[0-9]{8}$'
         AND substr(c.relname, 11) < to_char($1::timestamptz AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD')`,
      [limit],
    );
    for (const { name } of days) await this.database.query(`DROP TABLE IF EXISTS ${name}`);
    return days.length;
  }

  private makeDays(rows: TelemetryRow[]): Promise<void> {
    let [first, last] = [Infinity, -Infinity];
    for (const { atMs } of rows) {
      first = Math.min(first, atMs);
      last = Math.max(last, atMs);
    }
    return this.ensure(first, last);
  }

  private async ensure(firstMs: number, lastMs: number): Promise<void> {
    await this.database.query(
      `SELECT ensure_telemetry_partitions((to_timestamp($1::float8 / 1000) AT TIME ZONE 'Asia/Shanghai')::date,
         (to_timestamp($2::float8 / 1000) AT TIME ZONE 'Asia/Shanghai')::date)`,
      [firstMs, lastMs],
    );
  }
}

const isCopy = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23505';

const isDayMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23514' && error.message.includes('no partition');
