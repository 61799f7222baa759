// The search for a missing person: what is known of them, links for searchers, and their devices that ring.
import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import type { AlertKind, AlertState, MissingDetails, ReportedPerson } from '#libs/contracts';
import { DeviceCommands, type CommandedDevice } from '#libs/devices';
import { Database, DomainError, SETTINGS, SealedText, newId, type Settings } from '#libs/platform';
import { reportedOf, rfc3339 } from '../alert-view.ts';
import { CaseWork, type CaseRow } from '../database/case-work.ts';
import { inTerritory, territoryValues } from '../database/scope.sql.ts';
import type { ActorRef } from '../database/transition.store.ts';
import { SEARCHED_FOR, withDetails } from '../domain/search-sheet.ts';
import type { TerritoryInSql } from '../territory.ts';

export interface SearchedCase {
  alertId: string;
  number: string;
  state: AlertState;
  raisedAt: Date;
  receivedAt: Date;
  elderId: string | null;
  homeId: string | null;
  reported: ReportedPerson | null;
  details: MissingDetails;
  policeCalled: boolean;
}

interface Row extends QueryResultRow {
  id: string;
  number: string;
  kind: AlertKind;
  state: AlertState;
  raised_at: Date;
  received_at: Date;
  elder_id: string | null;
  home_id: string | null;
  reported_sealed: string | null;
  missing_sealed: string | null;
  police_called: boolean;
}

const COLUMNS = `a.id, a.number, a.kind, a.state, a.raised_at, a.received_at, a.elder_id, a.home_id, a.reported_sealed,
  a.missing_sealed, EXISTS (SELECT 1 FROM rescue_tasks r WHERE r.alert_id = a.id AND r.service = '110') AS police_called`;

/** A watch that comes back after this must not ring then. */
const RING_LIFE_MS = 120_000;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

@Injectable()
export class SearchForMissing {
  constructor(
    private readonly database: Database,
    private readonly work: CaseWork,
    private readonly sealed: SealedText,
    private readonly commands: DeviceCommands,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Throws ALERT.NOT_FOUND, and SEARCH.NOT_MISSING for other kinds. */
  async of(territory: TerritoryInSql, alertId: string): Promise<SearchedCase> {
    const [row] = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM alerts a WHERE a.id = $1::uuid AND ${inTerritory('a', 2, 3)}`,
      [alertId, ...territoryValues(territory)],
      'searched-case',
    );
    if (!row) throw new DomainError('ALERT.NOT_FOUND');
    refuseOtherKinds(row.kind);
    return this.searched(row);
  }

  /**
   * For whoever holds a link. Throws SEARCH.NOT_FOUND for links that never were, have expired or were revoked, and once the
   * case is closed. No territory: the link itself is the leave.
   */
  async byLink(token: string): Promise<SearchedCase> {
    if (!TOKEN.test(token)) throw new DomainError('SEARCH.NOT_FOUND');
    const [row] = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM search_links l JOIN alerts a ON a.id = l.alert_id
       WHERE l.token_hash = $1 AND l.revoked_at IS NULL AND l.expires_at > clock_timestamp()
         AND a.state NOT IN ('closed', 'merged')`,
      [hashOf(token)],
      'searched-case-by-link',
    );
    if (!row) throw new DomainError('SEARCH.NOT_FOUND');
    return this.searched(row);
  }

  /** Adds to what is known of the person; by the holder of the claim. */
  async describe(alertId: string, actor: ActorRef, told: MissingDetails): Promise<void> {
    await this.work.on({ alertId, actor, origin: 'api', holder: true, states: ['claimed'] }, async (tx, found) => {
      refuseOtherKinds(found.kind);
      const [row] = await tx.query<{ missing_sealed: string | null }>(
        'SELECT missing_sealed FROM alerts WHERE id = $1',
        [alertId],
      );
      const details = withDetails(this.detailsOf(row?.missing_sealed ?? null), told);
      return {
        entries: [{ action: 'searchSheetMade', data: { fields: Object.keys(told) } }],
        set: 'missing_sealed = $5::text',
        values: [this.sealed.sealJson(details)],
        result: undefined,
      };
    });
  }

  /** A link for searchers; its token is answered this once and only its hash is kept. */
  async makeLink(alertId: string, actor: ActorRef): Promise<{ id: string; token: string; expiresAt: string }> {
    const [id, token] = [newId(), randomBytes(32).toString('base64url')];
    return this.work.on({ alertId, actor, origin: 'api', holder: true, states: ['claimed'] }, async (tx, found) => {
      refuseOtherKinds(found.kind);
      const [row] = await tx.query<{ expires_at: Date }>(
        `INSERT INTO search_links (id, alert_id, token_hash, account_id, expires_at)
         VALUES ($1, $2, $3, $4, clock_timestamp() + $5::integer * interval '1 hour') RETURNING expires_at`,
        [id, alertId, hashOf(token), actor.accountId, this.settings.SEARCH_LINK_HOURS],
      );
      if (!row) throw new Error('a link that was just written is gone');
      return {
        entries: [{ action: 'searchLinkMade', data: { linkId: id } }],
        result: { id, token, expiresAt: rfc3339(row.expires_at) },
      };
    });
  }

  /** One link, or all of the case. Nothing happens where none lives; one that never was is SEARCH.NOT_FOUND. */
  async revokeLink(alertId: string, actor: ActorRef, linkId: string | null): Promise<void> {
    const command = { alertId, actor, origin: 'api', holder: true, states: ['claimed', 'resolved'] } as const;
    await this.work.on(command, async (tx) => {
      if (linkId !== null) {
        const known = await tx.query('SELECT 1 FROM search_links WHERE alert_id = $1 AND id = $2', [alertId, linkId]);
        if (known.length === 0) throw new DomainError('SEARCH.NOT_FOUND');
      }
      const revoked = await tx.query<{ id: string }>(
        `UPDATE search_links SET revoked_at = clock_timestamp()
         WHERE alert_id = $1 AND ($2::uuid IS NULL OR id = $2) AND revoked_at IS NULL RETURNING id`,
        [alertId, linkId],
      );
      return {
        entries: revoked.map(({ id }) => ({ action: 'searchLinkRevoked' as const, data: { linkId: id } })),
        result: undefined,
      };
    });
  }

  /** The devices of the person ring and tell where they are, at once. Answers which; none if they wear none. */
  async ring(alertId: string, actor: ActorRef): Promise<CommandedDevice[]> {
    return this.work.on({ alertId, actor, origin: 'api', holder: true, states: ['claimed'] }, async (tx, found) => {
      refuseOtherKinds(found.kind);
      const devices = await this.commands.locatingOf(peopleOf(found), tx);
      const keys = devices.map(({ key }) => key);
      const given = { alertId, lifeMs: RING_LIFE_MS };
      await this.commands.give(keys, 'ring', given, tx);
      await this.commands.give(keys, 'locate', given, tx);
      return { entries: [{ action: 'positionAsked', data: { deviceKeys: keys } }], result: devices };
    });
  }

  /** The devices that would ring. */
  async ringing(territory: TerritoryInSql, alertId: string): Promise<CommandedDevice[]> {
    const { elderId } = await this.of(territory, alertId);
    return elderId ? this.commands.locatingOf([elderId]) : [];
  }

  private searched(row: Row): SearchedCase {
    return {
      alertId: row.id,
      number: row.number,
      state: row.state,
      raisedAt: row.raised_at,
      receivedAt: row.received_at,
      elderId: row.elder_id,
      homeId: row.home_id,
      reported: reportedOf(row.reported_sealed, this.sealed),
      details: this.detailsOf(row.missing_sealed),
      policeCalled: row.police_called,
    };
  }

  private detailsOf(text: string | null): MissingDetails {
    const opened = this.sealed.openOrNull(text);
    return opened ? (JSON.parse(opened) as MissingDetails) : {};
  }
}

/** It is one person who is missing; others of the case are not followed. */
const peopleOf = (found: CaseRow): string[] => (found.elder_id ? [found.elder_id] : []);

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

function refuseOtherKinds(kind: AlertKind): void {
  if (!SEARCHED_FOR.includes(kind)) throw new DomainError('SEARCH.NOT_MISSING', { kind });
}
