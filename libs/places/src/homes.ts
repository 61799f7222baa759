// Homes: an address with its place on the map; who lives there is known to elders.
import { Injectable } from '@nestjs/common';
import type { LngLat } from '#libs/contracts';
import { Database, SealedText, newId, type Sql } from '#libs/platform';
import { homeAddress, maskedAddress } from './home-address.ts';

export interface NewHome {
  /** Made here when absent. */
  id?: string;
  communityCode: string;
  street: string;
  /** House number and room; sealed before it is stored. */
  door: string | null;
  floor: number | null;
  hasLift: boolean | null;
  /** WGS-84. */
  location: LngLat | null;
}

export interface HomeRecord {
  id: string;
  communityCode: string;
  communityName: string;
  /** Whole, with house number and room. */
  address: string;
  /** Without house number and room. */
  maskedAddress: string;
  floor: number | null;
  hasLift: boolean | null;
  location: LngLat | null;
}

interface HomeRow {
  id: string;
  community_code: string;
  community_name: string;
  street: string;
  door_sealed: string | null;
  floor: number | null;
  has_lift: boolean | null;
  lng: number | null;
  lat: number | null;
}

@Injectable()
export class Homes {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedText,
  ) {}

  /** Writes homes in one statement; returns their ids in order. */
  async add(homes: readonly NewHome[], sql: Sql = this.database): Promise<string[]> {
    const ids = homes.map((home) => home.id ?? newId());
    await sql.query(
      `INSERT INTO homes (id, community_code, street, door_sealed, floor, has_lift, lng, lat)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::boolean[],
         $7::double precision[], $8::double precision[])`,
      [
        ids,
        homes.map((home) => home.communityCode),
        homes.map((home) => home.street),
        homes.map((home) => (home.door === null ? null : this.sealed.seal(home.door))),
        homes.map((home) => home.floor),
        homes.map((home) => home.hasLift),
        homes.map((home) => home.location?.lng ?? null),
        homes.map((home) => home.location?.lat ?? null),
      ],
    );
    return ids;
  }

  async byIds(ids: readonly string[]): Promise<Map<string, HomeRecord>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<HomeRow>(
      `SELECT h.id, h.community_code, d.name AS community_name, h.street, h.door_sealed, h.floor, h.has_lift, h.lng, h.lat
       FROM homes h JOIN divisions d ON d.code = h.community_code WHERE h.id = ANY($1::uuid[])`,
      [ids],
      'homes-by-ids',
    );
    return new Map(rows.map((row) => [row.id, this.record(row)]));
  }

  private record(row: HomeRow): HomeRecord {
    const parts = { street: row.street, doorSealed: row.door_sealed };
    return {
      id: row.id,
      communityCode: row.community_code,
      communityName: row.community_name,
      address: homeAddress(parts, this.sealed),
      maskedAddress: maskedAddress(parts),
      floor: row.floor,
      hasLift: row.has_lift,
      location: row.lng === null || row.lat === null ? null : { lng: row.lng, lat: row.lat },
    };
  }
}
