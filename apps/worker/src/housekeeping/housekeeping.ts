// What must happen now and then whatever else happens: partitions made ahead, what is over its retention removed.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Shifts } from '#libs/alerts';
import { Sessions } from '#libs/identity';
import { Database, LOG, SETTINGS, type Log, type Settings } from '#libs/platform';

const EVERY_MS = 30 * 60_000;
const SHIFTS_EVERY_MS = 30_000;
const FACT_RETENTION_DAYS = 30;
/** Rows removed in one statement, so that no removal holds the database for long. */
const SLICE = 5_000;

@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnApplicationShutdown {
  private timers: NodeJS.Timeout[] = [];
  private running: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly shifts: Shifts,
    private readonly sessions: Sessions,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timers = [
      setInterval(() => this.keep(), EVERY_MS),
      setInterval(() => {
        this.shifts.endOrphaned().catch((error: unknown) => this.log.warn({ err: error }, 'shifts could not be swept'));
      }, SHIFTS_EVERY_MS),
    ];
    this.keep();
  }

  async onApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.running;
  }

  /** One round; public for tests. */
  async round(): Promise<void> {
    await this.database.query(
      `SELECT ensure_telemetry_partitions((now() AT TIME ZONE 'Asia/Shanghai')::date - 8,
         (now() AT TIME ZONE 'Asia/Shanghai')::date + 30)`,
    );
    await this.dropOldTelemetry();
    await this.removeInSlices('facts', 'at', FACT_RETENTION_DAYS);
    await this.removeInSlices('device_events', 'received_at', this.settings.EVENT_RETENTION_DAYS);
    await this.removeInSlices('quarantine', 'received_at', this.settings.EVENT_RETENTION_DAYS);
    await this.removeInSlices('device_cancels', 'received_at', FACT_RETENTION_DAYS);
    await this.removeInSlices('idempotent_answers', 'created_at', 7);
    await this.removeInSlices('process_beats', 'beat_at', 1);
    await this.sessions.removeStale();
  }

  private keep(): void {
    this.running ??= this.round()
      .catch((error: unknown) => this.log.warn({ err: error }, 'housekeeping failed; it will try again'))
      .finally(() => (this.running = null));
  }

  private async dropOldTelemetry(): Promise<void> {
    const old = await this.database.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = 'telemetry'::regclass AND c.relname ~ '^telemetry_[0-9]{8}$'
         AND to_date(substring(c.relname FROM '[0-9]{8}$'), 'YYYYMMDD') < (now() AT TIME ZONE 'Asia/Shanghai')::date - $1::integer`,
      [this.settings.TELEMETRY_RETENTION_DAYS],
    );
    for (const { name } of old) await this.database.query(`DROP TABLE ${name}`);
  }

  private async removeInSlices(table: string, column: string, days: number): Promise<void> {
    for (;;) {
      const removed = await this.database.query(
        `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
           SELECT ctid FROM ${table} WHERE ${column} < now() - $1::integer * interval '1 day' LIMIT ${SLICE})) RETURNING 1`,
        [days],
      );
      if (removed.length < SLICE) return;
    }
  }
}
