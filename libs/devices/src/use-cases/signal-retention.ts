// Removes what is older than its retention, in small batches, and keeps telemetry's days made ahead.
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, SETTINGS, type Settings } from '#libs/platform';
import { TelemetryStore } from '../database/telemetry.store.ts';

const DAY_MS = 86_400_000;
const BATCH = 1_000;
const MOST_BATCHES = 100;

export interface Removed {
  events: number;
  cancels: number;
  quarantined: number;
  telemetryDays: number;
}

@Injectable()
export class SignalRetention {
  constructor(
    private readonly database: Database,
    private readonly telemetry: TelemetryStore,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** To be run once a day or more often, by one process at a time; what is left over is taken the next time. */
  async run(): Promise<Removed> {
    const now = this.clock.now();
    await this.telemetry.ensureDays(now);
    const daysAgo = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
    const events = daysAgo(this.settings.EVENT_RETENTION_DAYS);
    return {
      events: await this.remove('device_events', events),
      cancels: await this.remove('device_cancels', events),
      quarantined: await this.remove('quarantine', events),
      telemetryDays: await this.telemetry.dropDaysBefore(daysAgo(this.settings.TELEMETRY_RETENTION_DAYS)),
    };
  }

  private async remove(table: 'device_events' | 'device_cancels' | 'quarantine', before: Date): Promise<number> {
    let removed = 0;
    for (let batch = 0; batch < MOST_BATCHES; batch++) {
      const rows = await this.database.query(
        `DELETE FROM ${table} WHERE id IN (
           SELECT id FROM ${table} WHERE received_at < $1 ORDER BY received_at LIMIT ${BATCH}) RETURNING 1`,
        [before],
      );
      removed += rows.length;
      if (rows.length < BATCH) break;
    }
    return removed;
  }
}
