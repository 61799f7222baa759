// Reads cases as people see them; every read but the one for the feed carries a territory.
import { Injectable } from '@nestjs/common';
import type { AlertState, AlertView, Page, TimelineEntryView } from '#libs/contracts';
import { Clock, Database, DomainError, SealedText } from '#libs/platform';
import { alertViewOf, timelineEntryOf } from '../alert-view.ts';
import { ALERT_VIEW_SQL, type AlertViewRow, type TimelineRow } from '../database/open-alerts.query.ts';
import { inTerritory, territoryValues } from '../database/scope.sql.ts';
import { OPEN_STATES } from '../domain/alert-lifecycle.ts';
import type { TerritoryInSql } from '../territory.ts';

export interface AlertFilter {
  states: readonly AlertState[];
  /** By arrival, half-open. */
  from?: Date;
  to?: Date;
  /** From 1. */
  page: number;
  pageSize: number;
  order: 'newest' | 'oldest';
}

@Injectable()
export class AlertViews {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedText,
    private readonly clock: Clock,
  ) {}

  /** Everything open in the territory: the snapshot of a console. */
  async open(territory: TerritoryInSql): Promise<AlertView[]> {
    const rows = await this.database.query<AlertViewRow>(
      `${ALERT_VIEW_SQL} WHERE a.state = ANY($1::text[]) AND ${inTerritory('a', 2, 3)} ORDER BY a.received_at`,
      [OPEN_STATES, ...territoryValues(territory)],
      'open-alerts',
    );
    return this.map(rows);
  }

  /** For the feed, which checks each connection's territory itself. */
  async byIds(ids: string[]): Promise<Map<string, AlertView>> {
    if (ids.length === 0) return new Map();
    // For a list of unknown length PostgreSQL would plan anew each time, which takes longer than reading one case.
    const rows =
      ids.length === 1
        ? await this.database.query<AlertViewRow>(`${ALERT_VIEW_SQL} WHERE a.id = $1::uuid`, ids, 'alert-by-id')
        : await this.database.query<AlertViewRow>(
            `${ALERT_VIEW_SQL} WHERE a.id = ANY($1::uuid[])`,
            [ids],
            'alerts-by-id',
          );
    return new Map(this.map(rows).map((view) => [view.id, view]));
  }

  /** Throws ALERT.NOT_FOUND for ids that are unknown or outside the territory. */
  async one(territory: TerritoryInSql, id: string): Promise<AlertView> {
    const rows = await this.database.query<AlertViewRow>(
      `${ALERT_VIEW_SQL} WHERE a.id = $1::uuid AND ${inTerritory('a', 2, 3)}`,
      [id, ...territoryValues(territory)],
      'alert-in-territory',
    );
    const [view] = this.map(rows);
    if (!view) throw new DomainError('ALERT.NOT_FOUND');
    return view;
  }

  async list(territory: TerritoryInSql, filter: AlertFilter): Promise<Page<AlertView>> {
    const where = `a.state = ANY($1::text[]) AND ${inTerritory('a', 2, 3)}
      AND ($4::timestamptz IS NULL OR a.received_at >= $4) AND ($5::timestamptz IS NULL OR a.received_at < $5)`;
    const values = [filter.states, ...territoryValues(territory), filter.from ?? null, filter.to ?? null];
    const [counted] = await this.database.query<{ total: string }>(
      `SELECT count(*) AS total FROM alerts a WHERE ${where}`,
      values,
    );
    const direction = filter.order === 'newest' ? 'DESC' : 'ASC';
    const rows = await this.database.query<AlertViewRow>(
      `${ALERT_VIEW_SQL} WHERE ${where} ORDER BY a.received_at ${direction}, a.id ${direction} LIMIT $6 OFFSET $7`,
      [...values, filter.pageSize, (filter.page - 1) * filter.pageSize],
    );
    return { items: this.map(rows), total: Number(counted?.total ?? 0) };
  }

  /** Alerts that changed after this place in the fact log. */
  async changedSince(territory: TerritoryInSql, seq: number): Promise<AlertView[]> {
    const rows = await this.database.query<AlertViewRow>(
      `${ALERT_VIEW_SQL} WHERE a.id IN (SELECT subject::uuid FROM facts WHERE id > $1 AND kind = 'alert')
         AND ${inTerritory('a', 2, 3)} ORDER BY a.received_at`,
      [seq, ...territoryValues(territory)],
      'alerts-changed-since',
    );
    return this.map(rows);
  }

  async timeline(
    territory: TerritoryInSql,
    id: string,
    paging: { page: number; pageSize: number },
  ): Promise<Page<TimelineEntryView>> {
    await this.one(territory, id);
    const rows = await this.database.query<TimelineRow>(
      `SELECT t.id, t.at, t.action, t.account_id, c.name AS account_name, t.origin, t.note_sealed, t.data
       FROM alert_timeline t LEFT JOIN accounts c ON c.id = t.account_id
       WHERE t.alert_id = $1::uuid ORDER BY t.at, t.id LIMIT $2 OFFSET $3`,
      [id, paging.pageSize, (paging.page - 1) * paging.pageSize],
    );
    const [counted] = await this.database.query<{ total: string }>(
      'SELECT count(*) AS total FROM alert_timeline WHERE alert_id = $1::uuid',
      [id],
    );
    return { items: rows.map((row) => timelineEntryOf(row, this.sealed)), total: Number(counted?.total ?? 0) };
  }

  private map(rows: AlertViewRow[]): AlertView[] {
    const now = this.clock.now();
    return rows.map((row) => alertViewOf(row, this.sealed, now));
  }
}
