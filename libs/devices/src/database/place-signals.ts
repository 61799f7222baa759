// Identify and place: which device sent it, who wore it or which home it hung in when it happened; one statement a batch.
import { Injectable } from '@nestjs/common';
import type { DeviceKind, LngLat } from '#libs/contracts';
import type { Sql } from '#libs/platform';

export interface SignalPlace {
  deviceId: string;
  kind: DeviceKind;
  /** Worn by somebody or installed in a home at the time of the event. */
  placed: boolean;
  /** The wearer, or the only resident of the home. */
  elderId: string | null;
  homeId: string | null;
  communityCode: string | null;
  location: LngLat | null;
}

/** As PLACE_SQL has it. */
export interface PlaceRow {
  device_id: string | null;
  kind: DeviceKind;
  placed: boolean;
  elder_id: string | null;
  home_id: string | null;
  community_code: string | null;
  lng: number | null;
  lat: number | null;
}

/** A placement or residency that begins up to 5 min after the event counts: the device's clock may be slow by that. */
const validAt = (during: string): string =>
  `(${during} @> s.at OR (lower(${during}) > s.at AND lower(${during}) <= s.at + interval '5 minutes'))
   ORDER BY ${during} @> s.at DESC, lower(${during}) LIMIT 1`;

/** $1 device keys, $2 moments: a row for each, in their order. */
export const PLACE_SQL = `
  SELECT d.id AS device_id, d.kind, p.id IS NOT NULL AS placed, coalesce(p.elder_id, alone.elder_id) AS elder_id,
    h.id AS home_id, h.community_code, h.lng, h.lat
  FROM unnest($1::text[], $2::timestamptz[]) WITH ORDINALITY AS s(key, at, place)
  LEFT JOIN devices d ON d.key = s.key
  LEFT JOIN LATERAL (SELECT p.id, p.elder_id, p.home_id FROM device_placements p
    WHERE p.device_id = d.id AND ${validAt('p.during')}) AS p ON true
  LEFT JOIN LATERAL (SELECT r.home_id FROM residencies r
    WHERE r.elder_id = p.elder_id AND ${validAt('r.during')}) AS lives ON true
  LEFT JOIN homes h ON h.id = coalesce(p.home_id, lives.home_id)
  LEFT JOIN LATERAL (SELECT min(r.elder_id::text)::uuid AS elder_id FROM residencies r
    WHERE p.home_id IS NOT NULL AND r.home_id = p.home_id AND r.during @> s.at HAVING count(*) = 1) AS alone ON true
  ORDER BY s.place`;

const MOST_REMEMBERED = 20_000;

@Injectable()
export class PlaceSignals {
  /** Where devices were when it was last asked; may be out of date. */
  private readonly lately = new Map<string, PlaceRow>();

  /** Where a device was; undefined if it was not asked for lately. To be stated as expected (expectFirstEvents). */
  remembered(deviceKey: string): { place: SignalPlace | null; row: PlaceRow } | undefined {
    const row = this.lately.get(deviceKey);
    return row && { place: placeOf(row), row };
  }

  /** In the order of the signals; null for a key that is not in the registry. */
  async at(sql: Sql, signals: readonly { deviceKey: string; at: Date }[]): Promise<(SignalPlace | null)[]> {
    const rows = await sql.query<PlaceRow>(
      PLACE_SQL,
      [signals.map((signal) => signal.deviceKey), signals.map((signal) => signal.at)],
      'place-signals',
    );
    rows.forEach((row, index) => this.remember(signals[index]?.deviceKey ?? '', row));
    return rows.map(placeOf);
  }

  private remember(deviceKey: string, row: PlaceRow): void {
    this.lately.delete(deviceKey);
    this.lately.set(deviceKey, row);
    // The oldest goes first: a map keeps the order in which it was filled.
    for (const oldest of this.lately.keys()) {
      if (this.lately.size <= MOST_REMEMBERED) break;
      this.lately.delete(oldest);
    }
  }
}

const placeOf = (row: PlaceRow): SignalPlace | null =>
  row.device_id === null
    ? null
    : {
        deviceId: row.device_id,
        kind: row.kind,
        placed: row.placed,
        elderId: row.elder_id,
        homeId: row.home_id,
        communityCode: row.community_code,
        location: row.lng === null || row.lat === null ? null : { lng: row.lng, lat: row.lat },
      };
