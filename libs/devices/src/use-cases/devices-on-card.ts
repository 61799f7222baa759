// The devices around a person in trouble, and the last activity that they saw; the caller answers for the scope.
import { Injectable } from '@nestjs/common';
import type { DeviceKind, DeviceState, ElderCard, SignalKind } from '#libs/contracts';
import { Clock, Database } from '#libs/platform';
import { deviceStateSql } from '../database/device-state.sql.ts';
import { ACTIVITY, ON_THE_BODY } from '../domain/activity.ts';

interface Row {
  key: string;
  name: string;
  kind: DeviceKind;
  battery: number | null;
  last_seen_at: Date | null;
  state: DeviceState;
  reading_at: Date | null;
}

@Injectable()
export class DevicesOnCard {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Devices worn by these elders or installed in this home now. */
  async of(elderIds: readonly string[], homeId: string | null): Promise<Pick<ElderCard, 'devices' | 'lastActivity'>> {
    const now = this.clock.now();
    const rows = await this.database.query<Row>(
      `SELECT d.key, d.name, d.kind, s.battery, s.last_seen_at, ${deviceStateSql('$3')} AS state,
         CASE WHEN d.kind = ANY($4::text[]) THEN to_timestamp((s.latest->>'at')::float8 / 1000) END AS reading_at
       FROM device_placements p JOIN devices d ON d.id = p.device_id LEFT JOIN device_states s ON s.device_key = d.key
       WHERE (p.elder_id = ANY($1::uuid[]) OR p.home_id = $2::uuid) AND p.during @> $3::timestamptz ORDER BY d.kind, d.key`,
      [elderIds, homeId, now, ON_THE_BODY],
      'devices-on-card',
    );
    const event = await this.lastEvent(rows.map((row) => row.key));
    const reading = rows.filter((row) => row.reading_at).sort((a, b) => Number(b.reading_at) - Number(a.reading_at))[0];
    const lastActivity =
      reading?.reading_at && (!event || reading.reading_at > event.at)
        ? { at: reading.reading_at.toISOString(), kind: 'telemetry' as const, deviceName: reading.name }
        : event && { at: event.at.toISOString(), kind: event.kind, deviceName: nameOf(rows, event.device_key) };
    return {
      devices: rows.map((row) => ({
        key: row.key,
        name: row.name,
        kind: row.kind,
        battery: row.battery,
        lastSeenAt: row.last_seen_at?.toISOString() ?? null,
        state: row.state,
      })),
      lastActivity,
    };
  }

  private async lastEvent(keys: string[]): Promise<{ device_key: string; kind: SignalKind; at: Date } | null> {
    if (keys.length === 0) return null;
    const [row] = await this.database.query<{ device_key: string; kind: SignalKind; at: Date }>(
      // Presses of a case are left out: they are what is being asked about.
      `SELECT device_key, kind, at FROM device_events
       WHERE device_key = ANY($1::text[]) AND kind = ANY($2::text[]) AND became NOT IN ('alert', 'press')
       ORDER BY at DESC LIMIT 1`,
      [keys, ACTIVITY],
    );
    return row ?? null;
  }
}

const nameOf = (rows: Row[], key: string): string => rows.find((row) => row.key === key)?.name ?? key;
