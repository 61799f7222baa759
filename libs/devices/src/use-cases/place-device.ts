// Where a device is and was: worn by an elder or installed in a home, from and to; history is never overwritten.
import { Injectable } from '@nestjs/common';
import type { PersonRef } from '#libs/contracts';
import { maskedName } from '#libs/elders';
import { maskedAddress, type Territory } from '#libs/places';
import { Clock, Database, DomainError, FactWaker, appendFacts, newId, type Sql, type Tx } from '#libs/platform';
import { FindDevices } from './find-devices.ts';

export type PlaceOfDevice = { elderId: string } | { homeId: string };

export interface NewPlacement {
  deviceId: string;
  place: PlaceOfDevice;
  since: Date;
}

export interface PastPlacement {
  id: string;
  elder: PersonRef | null;
  home: { id: string; address: string } | null;
  since: string;
  until: string | null;
}

interface HistoryRow {
  id: string;
  elder_id: string | null;
  elder_name: string | null;
  home_id: string | null;
  street: string | null;
  door_sealed: string | null;
  since: Date;
  until: Date | null;
}

@Injectable()
export class PlaceDevice {
  constructor(
    private readonly database: Database,
    private readonly devices: FindDevices,
    private readonly clock: Clock,
    private readonly waker: FactWaker,
  ) {}

  /**
   * From `since` (default now) until ended. Throws DEVICE.NOT_FOUND; DEVICE.ALREADY_PLACED while another placement of it
   * overlaps; ELDER.NOT_FOUND or HOME.NOT_FOUND if it is unknown or outside the territory.
   */
  async place(
    territory: Territory,
    deviceId: string,
    place: PlaceOfDevice,
    since: Date = this.clock.now(),
  ): Promise<void> {
    const { key } = await this.devices.one(territory, deviceId);
    await this.database.transaction(async (tx) => {
      await this.refuseOutside(tx, territory, place);
      await this.write(tx, { deviceId, place, since });
      await appendFacts(tx, [{ kind: 'device', subject: key, change: 'placed' }]);
    });
    this.waker.wake();
  }

  /** Many at once (demo, import), without looking whether they may be. */
  async add(placements: readonly NewPlacement[], sql: Sql): Promise<void> {
    await sql.query(
      `INSERT INTO device_placements (id, device_id, elder_id, home_id, during)
       SELECT id, device, elder, home, tstzrange(since, NULL)
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[]) AS t(id, device, elder, home, since)`,
      [
        placements.map(() => newId()),
        placements.map((one) => one.deviceId),
        placements.map((one) => ('elderId' in one.place ? one.place.elderId : null)),
        placements.map((one) => ('homeId' in one.place ? one.place.homeId : null)),
        placements.map((one) => one.since),
      ],
    );
  }

  /** Ends the placement of now. Throws DEVICE.NOT_FOUND, DEVICE.NOT_PLACED. */
  async end(territory: Territory, deviceId: string): Promise<void> {
    const { key } = await this.devices.one(territory, deviceId);
    await this.database.transaction(async (tx) => {
      const rows = await tx.query(
        `UPDATE device_placements SET during = tstzrange(lower(during), clock_timestamp())
         WHERE device_id = $1::uuid AND during @> clock_timestamp() RETURNING id`,
        [deviceId],
      );
      if (rows.length === 0) throw new DomainError('DEVICE.NOT_PLACED');
      await appendFacts(tx, [{ kind: 'device', subject: key, change: 'placementEnded' }]);
    });
    this.waker.wake();
  }

  /** In the caller's transaction: what this person wore is worn no longer, e.g. after a death. */
  async endAllWornBy(sql: Sql, elderId: string, because: 'death'): Promise<void> {
    const rows = await sql.query<{ key: string }>(
      `WITH ended AS (
         UPDATE device_placements SET during = tstzrange(lower(during), clock_timestamp()), ended_because = $2
         WHERE elder_id = $1::uuid AND during @> clock_timestamp() RETURNING device_id)
       SELECT d.key FROM devices d JOIN ended ON ended.device_id = d.id`,
      [elderId, because],
    );
    await appendFacts(
      sql,
      rows.map(({ key }) => ({ kind: 'device', subject: key, change: 'placementEnded' })),
    );
  }

  /**
   * In the caller's transaction: what ended so was a mistake, they have worn it all along. Not what somebody else was given, or
   * what was placed anew, in the meantime.
   */
  async wornAgainBy(sql: Sql, elderId: string, because: 'death'): Promise<void> {
    const rows = await sql.query<{ key: string }>(
      `WITH again AS (
         UPDATE device_placements p SET during = tstzrange(lower(p.during), NULL), ended_because = NULL
         WHERE p.elder_id = $1::uuid AND p.ended_because = $2 AND NOT EXISTS (SELECT 1 FROM device_placements o
           WHERE o.device_id = p.device_id AND o.id <> p.id AND o.during && tstzrange(upper(p.during), NULL))
         RETURNING device_id)
       SELECT d.key FROM devices d JOIN again ON again.device_id = d.id`,
      [elderId, because],
    );
    await appendFacts(
      sql,
      rows.map(({ key }) => ({ kind: 'device', subject: key, change: 'placed' })),
    );
  }

  /** Newest first; names and addresses masked. Throws DEVICE.NOT_FOUND. */
  async history(territory: Territory, deviceId: string): Promise<PastPlacement[]> {
    await this.devices.one(territory, deviceId);
    const rows = await this.database.query<HistoryRow>(
      `SELECT p.id, e.id AS elder_id, e.name AS elder_name, h.id AS home_id, h.street, h.door_sealed,
         lower(p.during) AS since, upper(p.during) AS until
       FROM device_placements p LEFT JOIN elders e ON e.id = p.elder_id LEFT JOIN homes h ON h.id = p.home_id
       WHERE p.device_id = $1::uuid ORDER BY lower(p.during) DESC`,
      [deviceId],
    );
    return rows.map(pastPlacement);
  }

  private async write(tx: Tx, placement: NewPlacement): Promise<void> {
    try {
      await this.add([placement], tx);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === '23P01')
        throw new DomainError('DEVICE.ALREADY_PLACED');
      throw error;
    }
  }

  private async refuseOutside(tx: Tx, territory: Territory, place: PlaceOfDevice): Promise<void> {
    const { codes, includesUnplaced } = territory.toSql();
    const [row] = await tx.query(
      'elderId' in place
        ? `SELECT 1 FROM elders e LEFT JOIN residencies r ON r.elder_id = e.id AND r.during @> now()
           LEFT JOIN homes h ON h.id = r.home_id
           WHERE e.id = $3::uuid AND (h.community_code = ANY($1::text[]) OR ($2 AND h.id IS NULL))`
        : 'SELECT 1 FROM homes h WHERE h.id = $3::uuid AND h.community_code = ANY($1::text[]) AND $2::boolean IS NOT NULL',
      [codes, includesUnplaced, 'elderId' in place ? place.elderId : place.homeId],
    );
    if (!row) throw new DomainError('elderId' in place ? 'ELDER.NOT_FOUND' : 'HOME.NOT_FOUND');
  }
}

const pastPlacement = (row: HistoryRow): PastPlacement => ({
  id: row.id,
  elder: row.elder_id && row.elder_name ? { id: row.elder_id, name: maskedName(row.elder_name) } : null,
  home:
    row.home_id && row.street
      ? { id: row.home_id, address: maskedAddress({ street: row.street, doorSealed: row.door_sealed }) }
      : null,
  since: row.since.toISOString(),
  until: row.until?.toISOString() ?? null,
});
