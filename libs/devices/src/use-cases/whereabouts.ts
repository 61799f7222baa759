// Where the devices of a person say that they are, and when a door of the home last told something. The caller answers for
// the scope.
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { Clock, Database } from '#libs/platform';
import { decodeEvents } from '../decoders/native.ts';

export interface DevicePosition {
  lng: number;
  lat: number;
  at: Date;
  /** Metres, if the device tells it. */
  accuracyM: number | null;
  deviceName: string;
}

interface PositionRow extends QueryResultRow {
  at: Date;
  name: string;
  lng: number;
  lat: number;
  accuracy: number | null;
}

/** Older positions tell where somebody lives, not where they are. */
const LOOK_BACK_MS = 7 * 86_400_000;

/** Numbers only (read as such no sooner than they are known to be), on the globe, and not 0/0, a receiver without a fix. */
const IS_A_POSITION = `CASE
  WHEN jsonb_typeof(t."values"->'lng') = 'number' AND jsonb_typeof(t."values"->'lat') = 'number' THEN
    abs((t."values"->>'lng')::float8) <= 180 AND abs((t."values"->>'lat')::float8) <= 90
      AND ((t."values"->>'lng')::float8 <> 0 OR (t."values"->>'lat')::float8 <> 0)
  ELSE false END`;

@Injectable()
export class Whereabouts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Positions of the devices that these elders wear now, newest first: those of readings, and those that came with an event, as
   * when a watch tells that it left the safe area. From the readings themselves: the latest state mixes the values of several.
   */
  async of(elderIds: readonly string[], most: number): Promise<DevicePosition[]> {
    if (elderIds.length === 0) return [];
    const now = this.clock.now();
    const [read, told] = await Promise.all([this.ofReadings(elderIds, most, now), this.ofEvents(elderIds, most, now)]);
    return [...read, ...told].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, most);
  }

  /** The ledger keeps what was sent as it was sent; what a device says of itself is read as it was when it came. */
  private async ofEvents(elderIds: readonly string[], most: number, now: Date): Promise<DevicePosition[]> {
    const rows = await this.database.query<{ at: Date; received_at: Date; payload: Buffer; name: string }>(
      `SELECT e.at, e.received_at, e.payload, d.name
       FROM device_placements p JOIN devices d ON d.id = p.device_id JOIN device_events e ON e.device_key = d.key
       WHERE p.elder_id = ANY($1::uuid[]) AND p.during @> $2::timestamptz AND e.at >= $3::timestamptz
         AND e.at >= lower(p.during) ORDER BY e.at DESC LIMIT $4`,
      [elderIds, now, new Date(now.getTime() - LOOK_BACK_MS), most],
      'whereabouts-of-events',
    );
    return rows.flatMap(({ at, received_at, payload, name }) => {
      const [event] = decodeEvents(payload, received_at.getTime());
      if (!event?.readable || event.location === null) return [];
      return [{ ...event.location, at, accuracyM: null, deviceName: name }];
    });
  }

  private async ofReadings(elderIds: readonly string[], most: number, now: Date): Promise<DevicePosition[]> {
    const rows = await this.database.query<PositionRow>(
      `SELECT t.at, d.name, (t."values"->>'lng')::float8 AS lng, (t."values"->>'lat')::float8 AS lat,
         CASE WHEN jsonb_typeof(t."values"->'accuracy') = 'number' THEN (t."values"->>'accuracy')::float8 END AS accuracy
       FROM device_placements p JOIN devices d ON d.id = p.device_id JOIN telemetry t ON t.device_key = d.key
       WHERE p.elder_id = ANY($1::uuid[]) AND p.during @> $2::timestamptz AND t.at >= $3::timestamptz
         AND t.at >= lower(p.during) AND ${IS_A_POSITION}
       ORDER BY t.at DESC LIMIT $4`,
      [elderIds, now, new Date(now.getTime() - LOOK_BACK_MS), most],
      'whereabouts',
    );
    return rows.map((row) => ({
      lng: row.lng,
      lat: row.lat,
      at: row.at,
      accuracyM: row.accuracy !== null && row.accuracy >= 0 ? row.accuracy : null,
      deviceName: row.name,
    }));
  }

  /** The latest word of a door sensor of the home; null without. */
  async lastDoorEvent(homeId: string | null): Promise<{ at: Date; deviceName: string } | null> {
    if (homeId === null) return null;
    const [row] = await this.database.query<{ at: Date; name: string }>(
      `SELECT e.at, d.name FROM device_placements p JOIN devices d ON d.id = p.device_id
         JOIN LATERAL (SELECT at FROM device_events e WHERE e.device_key = d.key AND e.kind = 'door'
           ORDER BY e.at DESC LIMIT 1) AS e ON true
       WHERE p.home_id = $1::uuid AND p.during @> $2::timestamptz AND d.kind = 'door' ORDER BY e.at DESC LIMIT 1`,
      [homeId, this.clock.now()],
      'last-door-event',
    );
    return row ? { at: row.at, deviceName: row.name } : null;
  }
}
