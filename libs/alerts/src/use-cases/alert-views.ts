// Reads cases as people see them; every read but the one for the feed carries a territory.
import { Inject, Injectable } from '@nestjs/common';
import type { AlertState, AlertView, Page, TimelineEntryView } from '#libs/contracts';
import { businessDay } from '#libs/places';
import {
  Clock,
  Database,
  DomainError,
  SETTINGS,
  SealedText,
  type Fact,
  type Sender,
  type Settings,
} from '#libs/platform';
import { alertViewOf, timelineEntryOf } from '../alert-view.ts';
import { alertViewsSql, oneAlertViewSql, type AlertViewRow, type TimelineRow } from '../database/open-alerts.query.ts';
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

const MOST_REMEMBERED = 100;

interface ViewRow {
  view: AlertViewRow;
}

@Injectable()
export class AlertViews {
  /** Views that this process has read with its own commits, by id: what the feed is about to ask for. */
  private readonly remembered = new Map<string, AlertView>();

  constructor(
    private readonly database: Database,
    private readonly sealed: SealedText,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Everything open in the territory: the snapshot of a console. */
  async open(territory: TerritoryInSql): Promise<AlertView[]> {
    const rows = await this.database.query<ViewRow>(
      alertViewsSql(`a.state = ANY($1::text[]) AND ${inTerritory('a', 2, 3)}`),
      [OPEN_STATES, ...territoryValues(territory)],
      'open-alerts',
    );
    return this.map(rows);
  }

  /** The cases that these facts speak of, by id, for the feed, which checks each connection's territory itself. */
  async ofFacts(facts: readonly Fact[]): Promise<Map<string, AlertView>> {
    const views = new Map<string, AlertView>();
    const asked: string[] = [];
    const versions = new Map(facts.map((fact) => [fact.subject, Number(fact.data['version'])]));
    for (const [id, version] of versions) {
      const known = this.remembered.get(id);
      this.remembered.delete(id);
      if (known?.version === version) views.set(id, known);
      else asked.push(id);
    }
    if (asked.length === 0) return views;
    for (const view of this.map(await this.database.query<ViewRow>(...viewsByIds(asked)))) views.set(view.id, view);
    return views;
  }

  /** Cases as the transaction `tx` has just written them; to be remembered once it is committed. */
  async written(tx: Sender, ids: string[]): Promise<AlertView[]> {
    return this.map(await tx.send<ViewRow>(...viewsByIds(ids)));
  }

  remember(views: readonly AlertView[]): void {
    for (const view of views) this.remembered.set(view.id, view);
    // Where nobody asks any more the oldest go: a map keeps the order in which it was filled.
    for (const id of this.remembered.keys()) {
      if (this.remembered.size <= MOST_REMEMBERED) break;
      this.remembered.delete(id);
    }
  }

  /** For the helpers of these cases, whose task gives them the right; the caller has checked it. */
  async byIds(ids: string[]): Promise<AlertView[]> {
    if (ids.length === 0) return [];
    return this.map(await this.database.query<ViewRow>(...viewsByIds(ids)));
  }

  /** Throws ALERT.NOT_FOUND for ids that are unknown or outside the territory. */
  async one(territory: TerritoryInSql, id: string): Promise<AlertView> {
    const rows = await this.database.query<ViewRow>(
      oneAlertViewSql(`a.id = $1::uuid AND ${inTerritory('a', 2, 3)}`),
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
    const rows = await this.database.query<ViewRow>(
      alertViewsSql(where, `received_at ${direction}, id ${direction}`, 'LIMIT $6 OFFSET $7'),
      [...values, filter.pageSize, (filter.page - 1) * filter.pageSize],
    );
    return { items: this.map(rows), total: Number(counted?.total ?? 0) };
  }

  /** Alerts that changed after this place in the fact log. */
  async changedSince(territory: TerritoryInSql, seq: number): Promise<AlertView[]> {
    const rows = await this.database.query<ViewRow>(
      alertViewsSql(
        `a.id IN (SELECT subject::uuid FROM facts WHERE id > $1 AND kind = 'alert') AND ${inTerritory('a', 2, 3)}`,
      ),
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

  private map(rows: ViewRow[]): AlertView[] {
    const maker = {
      sealed: this.sealed,
      today: businessDay(this.clock.now()),
      arrivalSeconds: {
        urban: this.settings.ARRIVAL_URBAN_SECONDS,
        town: this.settings.ARRIVAL_TOWN_SECONDS,
        mountain: this.settings.ARRIVAL_MOUNTAIN_SECONDS,
      },
    };
    return rows.map(({ view }) => alertViewOf(view, maker));
  }
}

/** For a list of unknown length PostgreSQL would plan anew each time, which takes longer than reading one case. */
const viewsByIds = (ids: string[]): [string, unknown[], string] =>
  ids.length === 1
    ? [oneAlertViewSql('a.id = $1::uuid'), ids, 'alert-by-id']
    : [alertViewsSql('a.id = ANY($1::uuid[])'), [ids], 'alerts-by-id'];
