// What must happen now and then whatever else happens: partitions made ahead, what is over its retention removed.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Shifts } from '#libs/alerts';
import { SignalRetention } from '#libs/devices';
import { Sessions } from '#libs/identity';
import { Database, LOG, type Log } from '#libs/platform';

const EVERY_MS = 30 * 60_000;
const SHIFTS_EVERY_MS = 30_000;
const FACT_RETENTION_DAYS = 30;
const HOUSEKEEPING_LOCK = 7_233_003;
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
    private readonly signals: SignalRetention,
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

  /** One round, in one process at a time. */
  private async round(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [lock] = await tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [
        HOUSEKEEPING_LOCK,
      ]);
      if (lock?.mine) await this.tidy();
    });
  }

  private async tidy(): Promise<void> {
    await this.signals.run();
    await this.removeInSlices('facts', 'at', FACT_RETENTION_DAYS);
    await this.removeInSlices('idempotent_answers', 'created_at', 7);
    await this.removeInSlices('device_commands', 'created_at', 30);
    await this.removeInSlices('process_beats', 'beat_at', 1);
    await this.removeInSlices('telephony_events', 'received_at', 30);
    await this.sessions.removeStale();
  }

  private keep(): void {
    this.running ??= this.round()
      .catch((error: unknown) => this.log.warn({ err: error }, 'housekeeping failed; it will try again'))
      .finally(() => (this.running = null));
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
