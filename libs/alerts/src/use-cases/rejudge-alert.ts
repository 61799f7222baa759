// 改判: what an ended case was said to have been is changed by a supervisor, kept as it was, and listed.
import { Injectable } from '@nestjs/common';
import type { AlertKind, Outcome, Page, RejudgedItem } from '#libs/contracts';
import { Database, DomainError, SealedText, newId } from '#libs/platform';
import { rfc3339 } from '../alert-view.ts';
import { CaseWork } from '../database/case-work.ts';
import { inTerritory, territoryValues } from '../database/scope.sql.ts';
import { endingRefusal } from '../domain/outcomes.ts';
import type { TerritoryInSql } from '../territory.ts';
import type { EndingActor } from './close-alert.ts';
import { ToldDeaths } from './told-deaths.ts';

export interface Rejudgement {
  reason: string;
  kind?: AlertKind;
  outcome?: Outcome;
}

interface Row {
  id: string;
  alert_id: string;
  number: string;
  at: Date;
  account_id: string | null;
  account_name: string | null;
  field: 'kind' | 'severity' | 'outcome';
  was: string;
  becomes: string;
  reason_sealed: string;
}

@Injectable()
export class RejudgeAlert {
  constructor(
    private readonly database: Database,
    private readonly cases: CaseWork,
    private readonly sealed: SealedText,
    private readonly deaths: ToldDeaths,
  ) {}

  /**
   * The case keeps its first kind and stays in the figures. All rules of endings hold for the new outcome as well. A death that
   * it told by mistake is taken back.
   */
  async rejudge(alertId: string, actor: EndingActor, { reason, kind, outcome }: Rejudgement): Promise<void> {
    await this.cases.on(
      { alertId, actor, origin: 'console', states: ['raised', 'claimed', 'resolved', 'closed', 'merged'] },
      async (tx, found) => {
        if (found.state !== 'resolved' && found.state !== 'closed') {
          throw new DomainError('ALERT.NOT_CLOSED', { state: found.state });
        }
        const [now] = await tx.query<{ judged_kind: string | null }>(
          'SELECT judged_kind FROM alerts WHERE id = $1::uuid',
          [alertId],
        );
        const changes = [
          { field: 'kind', was: now?.judged_kind ?? found.kind, becomes: kind },
          { field: 'outcome', was: found.outcome ?? '', becomes: outcome },
        ].filter((change) => change.becomes !== undefined && change.becomes !== change.was);
        if (changes.length === 0) throw new DomainError('ALERT.NOTHING_CHANGED');
        if (outcome !== undefined) {
          const said = found.rescue_called_at !== null || found.no_rescue_reason !== null;
          const refusal = endingRefusal(
            { outcome, note: reason },
            { severity: found.severity, drill: found.drill, rescueSaid: said },
          );
          if (refusal) throw new DomainError(refusal.code, { outcome });
        }
        for (const { field, was, becomes } of changes) {
          await tx.query(
            `INSERT INTO rejudgements (id, alert_id, account_id, field, was, becomes, reason_sealed)
             VALUES ($1, $2, $3, $4, $5, $6, $7)`,
            [newId(), alertId, actor.accountId, field, was, becomes, this.sealed.seal(reason)],
          );
        }
        const lives = found.outcome === 'foundDead' && outcome !== undefined && outcome !== 'foundDead';
        const takenBack = lives ? await this.deaths.takeBack(tx, found, actor.accountId) : [];
        return {
          entries: [{ action: 'rejudged', note: reason, data: { changes } }, ...takenBack],
          set: `judged_kind = coalesce($5::text, a.judged_kind), outcome = coalesce($6::text, a.outcome),
            detail = CASE WHEN $6::text IS NULL OR $6::text = a.outcome THEN a.detail END`,
          values: [kind ?? null, outcome ?? null],
          result: undefined,
        };
      },
    );
  }

  /** Newest first. */
  async list(
    territory: TerritoryInSql,
    { page, pageSize }: { page: number; pageSize: number },
  ): Promise<Page<RejudgedItem>> {
    const values = territoryValues(territory);
    const [counted] = await this.database.query<{ total: string }>(
      `SELECT count(*) AS total FROM rejudgements r JOIN alerts a ON a.id = r.alert_id WHERE ${inTerritory('a', 1, 2)}`,
      values,
    );
    const rows = await this.database.query<Row & Record<string, unknown>>(
      `SELECT r.id, r.alert_id, a.number, r.at, r.account_id, c.name AS account_name, r.field, r.was, r.becomes, r.reason_sealed
       FROM rejudgements r JOIN alerts a ON a.id = r.alert_id LEFT JOIN accounts c ON c.id = r.account_id
       WHERE ${inTerritory('a', 1, 2)} ORDER BY r.at DESC, r.id LIMIT $3 OFFSET $4`,
      [...values, pageSize, (page - 1) * pageSize],
    );
    return {
      items: rows.map((row) => ({
        id: row.id,
        alertId: row.alert_id,
        number: row.number,
        at: rfc3339(row.at),
        by: row.account_id ? { id: row.account_id, name: row.account_name ?? '' } : null,
        field: row.field,
        from: row.was,
        to: row.becomes,
        reason: this.sealed.open(row.reason_sealed),
      })),
      total: Number(counted?.total ?? 0),
    };
  }
}
