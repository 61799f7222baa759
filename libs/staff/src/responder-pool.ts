// All helpers in memory, for searches that must not wait for the database: loaded once, then kept by the facts about them.
import { Injectable } from '@nestjs/common';
import type { AgreedHours, ResponderKind, ResponderSkill, TravelWay } from '#libs/contracts';
import { PointGrid, metresBetween } from '#libs/places';
import { Clock, Database } from '#libs/platform';
import { readHours } from './domain/agreed-hours.ts';
import { ResponderSnapshot, type PooledResponder } from './domain/responder-snapshot.ts';
import { WorkCalendar, type CalendarDay } from './domain/work-calendar.ts';

/** What comes without a fact about a helper (a station moves, a holiday is moved) is known after this time at the latest. */
const KEEP_MS = 30_000;
/** Places in the log may be committed out of order: so far behind the newest one facts are looked for again. */
const LOOK_BACK = 1_000;

interface Row {
  id: string;
  name: string;
  kind: ResponderKind;
  facility_id: string | null;
  facility_name: string | null;
  division_code: string;
  travel: TravelWay;
  skills: ResponderSkill[];
  active: boolean;
  hours: AgreedHours[];
  homes: Record<string, boolean> | null;
  lng: number | null;
  lat: number | null;
  on_shift: boolean;
  rosters: { from: number | null; to: number | null }[] | null;
  location: { lng: number; lat: number; at: number } | null;
}

interface Heard {
  head: number;
  changes: { id: number; subject: string }[] | null;
}

interface Pool {
  loadedAt: number;
  head: number;
  /** Places in the log that have been taken account of, as far as they are looked for again. */
  taken: ReadonlySet<number>;
  snapshot: ResponderSnapshot;
}

@Injectable()
export class ResponderPool {
  private pool: Pool | null = null;
  private under: Promise<ResponderSnapshot> | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Everybody as known now; callers at the same time share one look. */
  current(): Promise<ResponderSnapshot> {
    this.under ??= this.refreshed().finally(() => (this.under = null));
    return this.under;
  }

  private async refreshed(): Promise<ResponderSnapshot> {
    const now = this.clock.now().getTime();
    const kept = this.pool && Math.abs(now - this.pool.loadedAt) < KEEP_MS ? this.pool : null;
    const { head, changes } = await this.heard(kept?.head ?? null);
    const taken = new Set((changes ?? []).map((change) => change.id));
    if (!kept) {
      // The log was read first: what happens while we load is found there next time.
      const [rows, calendar] = await Promise.all([this.rows(null), this.calendar()]);
      const snapshot = new ResponderSnapshot(rows.map(pooled), calendar, { grid, metresBetween });
      this.pool = { loadedAt: now, head, taken, snapshot };
      return snapshot;
    }
    const fresh = (changes ?? []).filter((change) => !kept.taken.has(change.id));
    const ids = new Set(fresh.map((change) => change.subject));
    const snapshot =
      ids.size === 0 ? kept.snapshot : kept.snapshot.changed(ids, (await this.rows([...ids])).map(pooled));
    this.pool = { ...kept, head, taken, snapshot };
    return snapshot;
  }

  /** The newest place in the log, and the facts about helpers near and behind `since`. */
  private async heard(since: number | null): Promise<Heard> {
    const [row] = await this.database.query<Heard>(
      `WITH newest AS (SELECT coalesce(max(id), 0) AS id FROM facts)
       SELECT newest.id::float8 AS head, (
         SELECT json_agg(json_build_object('id', f.id, 'subject', f.subject)) FROM facts f
         WHERE f.id > coalesce($1::bigint, newest.id) - ${LOOK_BACK} AND f.kind = 'responder') AS changes
       FROM newest`,
      [since],
      'responder-facts',
    );
    return row ?? { head: 0, changes: null };
  }

  private rows(ids: readonly string[] | null): Promise<Row[]> {
    return this.database.query<Row>(
      `SELECT r.id, r.name, r.kind, r.facility_id, f.name AS facility_name, r.division_code, r.travel, r.skills, r.active,
         r.hours, h.homes, coalesce(r.lng, f.lng) AS lng, coalesce(r.lat, f.lat) AS lat, s.id IS NOT NULL AS on_shift,
         o.rosters,
         CASE WHEN l.at IS NULL THEN NULL ELSE
           json_build_object('lng', l.lng, 'lat', l.lat, 'at', extract(epoch FROM l.at) * 1000) END AS location
       FROM responders r
       LEFT JOIN facilities f ON f.id = r.facility_id
       LEFT JOIN responder_shifts s ON s.responder_id = r.id AND s.ended_at IS NULL
       LEFT JOIN responder_locations l ON l.responder_id = r.id AND s.id IS NOT NULL
       LEFT JOIN (SELECT responder_id, json_object_agg(home_id, holds_key) AS homes
         FROM responder_homes GROUP BY responder_id) h ON h.responder_id = r.id
       LEFT JOIN (SELECT responder_id, json_agg(json_build_object('from', extract(epoch FROM lower(during)) * 1000,
           'to', extract(epoch FROM upper(during)) * 1000)) AS rosters
         FROM responder_rosters WHERE during && tstzrange(now() - interval '1 hour', now() + interval '1 hour')
         GROUP BY responder_id) o ON o.responder_id = r.id
       WHERE $1::uuid[] IS NULL OR r.id = ANY($1)`,
      [ids],
    );
  }

  private async calendar(): Promise<WorkCalendar> {
    const days = await this.database.query<CalendarDay & { day: string }>(
      `SELECT to_char(day, 'YYYY-MM-DD') AS day, kind FROM calendar_days`,
    );
    return new WorkCalendar(days);
  }
}

const grid = <T>(points: ConstructorParameters<typeof PointGrid<T>>[0]): PointGrid<T> => new PointGrid(points);

const pooled = (row: Row): PooledResponder => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  facility: row.facility_id === null ? null : { id: row.facility_id, name: row.facility_name ?? '' },
  divisionCode: row.division_code,
  travel: row.travel,
  skills: row.skills,
  active: row.active,
  hours: row.hours.map(readHours),
  homes: new Map(Object.entries(row.homes ?? {})),
  place: row.lng === null || row.lat === null ? null : { lng: row.lng, lat: row.lat },
  onShift: row.on_shift,
  rosters: (row.rosters ?? []).map(({ from, to }) => ({ from: from ?? -Infinity, to: to ?? Infinity })),
  location: row.location,
});
