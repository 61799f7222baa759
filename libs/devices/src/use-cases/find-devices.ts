// Finds devices for the admin: by key, name or wearer, by kind and state, with where each is now.
import { Injectable } from '@nestjs/common';
import type { DeviceKind, DeviceState, DeviceView, Page } from '#libs/contracts';
import { maskedName } from '#libs/elders';
import { maskedAddress, type Territory } from '#libs/places';
import { Clock, Database, DomainError } from '#libs/platform';
import { deviceStateSql } from '../database/device-state.sql.ts';

export interface DeviceFilter {
  /** Part of key or name, or the whole name of a wearer; empty finds all. */
  q?: string;
  state?: DeviceState;
  kind?: DeviceKind;
  /** From 1. */
  page: number;
  pageSize: number;
}

interface Row {
  id: string;
  key: string;
  name: string;
  kind: DeviceKind;
  protocol: string;
  state: DeviceState;
  last_seen_at: Date | null;
  battery: number | null;
  since: Date | null;
  elder_id: string | null;
  elder_name: string | null;
  home_id: string | null;
  street: string | null;
  door_sealed: string | null;
  has_secret: boolean;
  total: string;
}

/** $1 territory's codes, $2 whether it covers what has no place, $3 now. */
const FROM = `
  FROM devices d
  LEFT JOIN device_states s ON s.device_key = d.key
  LEFT JOIN device_placements p ON p.device_id = d.id AND p.during @> $3::timestamptz
  LEFT JOIN elders e ON e.id = p.elder_id
  LEFT JOIN residencies r ON r.elder_id = p.elder_id AND r.during @> $3::timestamptz
  LEFT JOIN homes h ON h.id = coalesce(p.home_id, r.home_id)
  LEFT JOIN device_credentials c ON c.username = d.key AND c.revoked_at IS NULL
  WHERE (h.community_code = ANY($1::text[]) OR ($2 AND h.id IS NULL))`;

const SELECT = `
  SELECT d.id, d.key, d.name, d.kind, d.protocol, ${deviceStateSql('$3')} AS state, s.last_seen_at, s.battery,
    lower(p.during) AS since, e.id AS elder_id, e.name AS elder_name, h.id AS home_id, h.street, h.door_sealed,
    c.username IS NOT NULL AS has_secret, count(*) OVER () AS total ${FROM}`;

@Injectable()
export class FindDevices {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Devices in the territory; those without a place belong to the top centre. */
  async find(territory: Territory, filter: DeviceFilter): Promise<Page<DeviceView>> {
    const q = filter.q?.trim() ?? '';
    const rows = await this.database.query<Row>(
      `SELECT * FROM (${SELECT}
         AND ($4 = '' OR d.key ILIKE $5 OR d.name ILIKE $5 OR e.name = $4) AND ($6::text IS NULL OR d.kind = $6)
         AND ($7::text IS NULL OR ${deviceStateSql('$3')} = $7)) AS found
       ORDER BY key LIMIT $8 OFFSET $9`,
      [
        ...this.scope(territory),
        q,
        `%${q.replace(/[\\%_]/g, '\\$&')}%`,
        filter.kind ?? null,
        filter.state ?? null,
        filter.pageSize,
        (filter.page - 1) * filter.pageSize,
      ],
    );
    return {
      items: rows.map(view),
      total: rows[0] ? Number(rows[0].total) : await this.countBehind(territory, filter),
    };
  }

  /** Throws DEVICE.NOT_FOUND for an id that is unknown or outside the territory. */
  async one(territory: Territory, id: string): Promise<DeviceView> {
    const rows = await this.database.query<Row>(`${SELECT} AND d.id = $4::uuid`, [...this.scope(territory), id]);
    if (!rows[0]) throw new DomainError('DEVICE.NOT_FOUND');
    return view(rows[0]);
  }

  /** A page behind the last one is empty; its total is still the truth. */
  private async countBehind(territory: Territory, filter: DeviceFilter): Promise<number> {
    return filter.page === 1 ? 0 : (await this.find(territory, { ...filter, page: 1, pageSize: 1 })).total;
  }

  private scope(territory: Territory): unknown[] {
    const { codes, includesUnplaced } = territory.toSql();
    return [codes, includesUnplaced, this.clock.now()];
  }
}

const view = (row: Row): DeviceView => ({
  id: row.id,
  key: row.key,
  name: row.name,
  kind: row.kind,
  protocol: row.protocol,
  state: row.state,
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  battery: row.battery,
  placement: row.since && {
    elder: row.elder_id && row.elder_name ? { id: row.elder_id, name: maskedName(row.elder_name) } : null,
    home:
      row.home_id && row.street
        ? {
            id: row.home_id,
            address: maskedAddress({ street: row.street, doorSealed: row.door_sealed }),
          }
        : null,
    since: row.since.toISOString(),
  },
  hasSecret: row.has_secret,
});
