// Earlier cases of the people and of the emergency key of a case, newest first, within the reader's territory.
import { Injectable } from '@nestjs/common';
import type { ElderCard } from '#libs/contracts';
import { Database } from '#libs/platform';
import { rfc3339 } from '../alert-view.ts';
import { inTerritory, territoryValues } from '../database/scope.sql.ts';
import type { TerritoryInSql } from '../territory.ts';

const SHOWN = 10;

interface Row {
  id: string;
  number: string;
  kind: string;
  raised_at: Date;
  outcome: string | null;
}

@Injectable()
export class LastAlerts {
  constructor(private readonly database: Database) {}

  async before(
    territory: TerritoryInSql,
    alertId: string,
    elderIds: readonly string[],
  ): Promise<ElderCard['lastAlerts']> {
    const rows = await this.database.query<Row>(
      `WITH this AS (SELECT fold_key FROM alerts WHERE id = $1::uuid),
       found AS (
         (SELECT * FROM alerts WHERE elder_id = ANY($2::uuid[]) ORDER BY received_at DESC LIMIT ${SHOWN + 1})
         UNION
         (SELECT a.* FROM alerts a JOIN this USING (fold_key) ORDER BY a.received_at DESC LIMIT ${SHOWN + 1}))
       SELECT id, number, kind, raised_at, outcome FROM found
       WHERE id <> $1::uuid AND ${inTerritory('found', 3, 4)}
       ORDER BY received_at DESC LIMIT ${SHOWN}`,
      [alertId, elderIds, ...territoryValues(territory)],
      'last-alerts',
    );
    return rows.map((row) => ({
      id: row.id,
      number: row.number,
      kind: row.kind,
      raisedAt: rfc3339(row.raised_at),
      outcome: row.outcome,
    }));
  }
}
