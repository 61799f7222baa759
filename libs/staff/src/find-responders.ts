// Helpers as the administrator sees them: in the territory, with account, homes (masked), hours and duty.
import { Injectable } from '@nestjs/common';
import type { AgreedHours, Page, ResponderKind, ResponderSkill, ResponderView, TravelWay } from '#libs/contracts';
import { maskedAddress, type Territory } from '#libs/places';
import { Clock, Database, DomainError, SealedText } from '#libs/platform';
import { hiddenPhone } from './domain/hidden-phone.ts';
import { FRESH_MS } from './domain/responder-snapshot.ts';

/** What staff knows of a helper; tasks are known to alerts. */
export type StaffView = Omit<ResponderView, 'openTasks'>;

export interface ResponderSearch {
  /** Part of the name, or the whole username; empty finds all. */
  q?: string;
  kind?: ResponderKind;
  active?: boolean;
  onShift?: boolean;
  /** Whether their consent to be asked is on record. */
  agreed?: boolean;
  /** From 1. */
  page: number;
  pageSize: number;
}

interface Row {
  id: string;
  name: string;
  kind: ResponderKind;
  facility_id: string | null;
  facility_name: string | null;
  division_code: string;
  division_name: string;
  username: string | null;
  travel: TravelWay;
  skills: ResponderSkill[];
  hours: AgreedHours[];
  lng: number | null;
  lat: number | null;
  homes: { id: string; street: string; door_sealed: string | null; holds_key: boolean }[] | null;
  rosters: { from: string; to: string | null }[] | null;
  active: boolean;
  on_shift: boolean;
  phone_sealed: string | null;
  agreed_on: string | null;
  located_at: Date | null;
}

const ON_SHIFT = 'EXISTS (SELECT 1 FROM responder_shifts s WHERE s.responder_id = r.id AND s.ended_at IS NULL)';

const SELECT = `
  SELECT r.id, r.name, r.kind, r.facility_id, f.name AS facility_name, r.division_code, d.name AS division_name,
    a.username, r.travel, r.skills, r.hours, r.lng, r.lat, r.active,
    (SELECT json_agg(json_build_object('id', h.id, 'street', h.street, 'door_sealed', h.door_sealed, 'holds_key', p.holds_key)
       ORDER BY h.street, h.id) FROM responder_homes p JOIN homes h ON h.id = p.home_id WHERE p.responder_id = r.id) AS homes,
    (SELECT json_agg(json_build_object('from', lower(o.during), 'to', upper(o.during)) ORDER BY lower(o.during))
       FROM responder_rosters o WHERE o.responder_id = r.id AND (upper_inf(o.during) OR upper(o.during) > now())) AS rosters,
    r.phone_sealed, to_char(r.agreed_on, 'YYYY-MM-DD') AS agreed_on, ${ON_SHIFT} AS on_shift,
    (SELECT l.at FROM responder_locations l WHERE l.responder_id = r.id AND ${ON_SHIFT}) AS located_at
  FROM responders r
  JOIN divisions d ON d.code = r.division_code
  LEFT JOIN facilities f ON f.id = r.facility_id
  LEFT JOIN accounts a ON a.id = r.account_id`;

@Injectable()
export class FindResponders {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedText,
    private readonly clock: Clock,
  ) {}

  async find(territory: Territory, search: ResponderSearch): Promise<Page<StaffView>> {
    const q = search.q?.trim() ?? '';
    const where = `WHERE r.division_code = ANY($1::text[]) AND ($2 = '' OR r.name LIKE $3 OR a.username = $2)
      AND ($4::text IS NULL OR r.kind = $4) AND ($5::boolean IS NULL OR r.active = $5)
      AND ($6::boolean IS NULL OR ${ON_SHIFT} = $6) AND ($7::boolean IS NULL OR (r.agreed_on IS NOT NULL) = $7)`;
    const values = [
      territory.toSql().codes,
      q,
      `%${q.replace(/[\\%_]/g, '\\$&')}%`,
      search.kind ?? null,
      search.active ?? null,
      search.onShift ?? null,
      search.agreed ?? null,
    ];
    const [counted] = await this.database.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM responders r LEFT JOIN accounts a ON a.id = r.account_id ${where}`,
      values,
    );
    const rows = await this.database.query<Row>(`${SELECT} ${where} ORDER BY r.name, r.id LIMIT $8 OFFSET $9`, [
      ...values,
      search.pageSize,
      (search.page - 1) * search.pageSize,
    ]);
    return { items: rows.map((row) => this.view(row)), total: counted?.total ?? 0 };
  }

  /** Throws RESPONDER.NOT_FOUND for an id that is unknown or outside the territory. */
  async one(territory: Territory, id: string): Promise<StaffView> {
    const [row] = await this.database.query<Row>(`${SELECT} WHERE r.id = $1::uuid`, [id]);
    if (!row || !territory.has(row.division_code)) throw new DomainError('RESPONDER.NOT_FOUND');
    return this.view(row);
  }

  private view(row: Row): StaffView {
    const { located_at: at } = row;
    const fresh = at !== null && this.clock.now().getTime() - at.getTime() <= FRESH_MS;
    return {
      ...known(row),
      phone: this.phoneOf(row.phone_sealed),
      agreedOn: row.agreed_on,
      location: at === null ? null : { at: at.toISOString(), fresh },
    };
  }

  /** A number that cannot be opened any more must not take the whole list with it. */
  private phoneOf(sealed: string | null): string | null {
    try {
      const phone = this.sealed.openOrNull(sealed);
      return phone === null ? null : hiddenPhone(phone);
    } catch {
      return '***';
    }
  }
}

const moment = (told: string): string => new Date(told).toISOString();

const known = (row: Row): StaffView => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  facility: row.facility_id === null ? null : { id: row.facility_id, name: row.facility_name ?? '' },
  division: { code: row.division_code, name: row.division_name },
  username: row.username,
  travel: row.travel,
  skills: row.skills,
  hours: row.hours,
  place: row.lng === null || row.lat === null ? null : { lng: row.lng, lat: row.lat },
  homes: (row.homes ?? []).map((home) => ({
    id: home.id,
    address: maskedAddress({ street: home.street, doorSealed: home.door_sealed }),
    holdsKey: home.holds_key,
  })),
  rosters: (row.rosters ?? []).flatMap(({ from, to }) => (to ? [{ from: moment(from), to: moment(to) }] : [])),
  active: row.active,
  onShift: row.on_shift,
});
