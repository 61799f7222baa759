// Proof that a console showed and sounded an alert; the first full proof ends the wait that would escalate it.
import { Injectable } from '@nestjs/common';
import { Database, DomainError, Metrics, newId } from '#libs/platform';
import { inTerritory, territoryValues } from '../database/scope.sql.ts';
import type { ActorRef } from '../database/transition.store.ts';

export interface Display {
  alertId: string;
  connectionId: string;
  audible: boolean;
  visible: boolean;
}

@Injectable()
export class RecordDisplay {
  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
  ) {}

  async record(display: Display, actor: ActorRef): Promise<void> {
    const proof = display.audible && display.visible;
    const [row] = await this.database.query<{ id: string; first: boolean; since_commit_ms: number }>(
      `WITH seen AS (SELECT a.id, a.version, a.state FROM alerts a WHERE a.id = $1::uuid AND ${inTerritory('a', 3, 4)}),
       known AS (SELECT 1 FROM alert_displays s JOIN seen ON seen.id = s.alert_id WHERE s.audible AND s.visible LIMIT 1),
       kept AS (
         INSERT INTO alert_displays (id, alert_id, account_id, connection_id, audible, visible)
         SELECT $5::uuid, id, $2::uuid, $6::text, $7::boolean, $8::boolean FROM seen),
       proven AS (
         UPDATE alert_steps s SET done_at = clock_timestamp(), outcome = 'cancelled'
         FROM seen WHERE $9::boolean AND s.alert_id = seen.id AND s.kind IN ('undisplayed', 'undisplayedPhone') AND s.done_at IS NULL
         RETURNING s.alert_id),
       entry AS (
         INSERT INTO alert_timeline (id, alert_id, version, action, account_id, origin)
         SELECT $10::uuid, seen.id, seen.version, 'displayed', $2::uuid, 'console' FROM seen
         WHERE EXISTS (SELECT 1 FROM proven))
       SELECT seen.id, $9::boolean AND NOT EXISTS (SELECT 1 FROM known) AS first,
         extract(epoch FROM clock_timestamp() - (SELECT min(t.at) FROM alert_timeline t
           WHERE t.alert_id = seen.id AND t.action = 'raised')) * 1000 AS since_commit_ms
       FROM seen`,
      [
        display.alertId,
        actor.accountId,
        ...territoryValues(actor.territory),
        newId(),
        display.connectionId,
        display.audible,
        display.visible,
        proof,
        newId(),
      ],
      'record-display',
    );
    if (!row) throw new DomainError('ALERT.NOT_FOUND');
    if (row.first) this.metrics.observeCommitToDisplay(Number(row.since_commit_ms));
  }
}
