// A note on a case: append-only, sealed at rest, allowed to everybody on duty in the territory while it is not merged.
import { Injectable } from '@nestjs/common';
import { Database, DomainError, FactWaker, RETURNING_FACT, SealedText, newId, type Fact } from '#libs/platform';
import { inTerritory, territoryValues } from '../database/scope.sql.ts';
import type { ActorRef } from '../database/transition.store.ts';

@Injectable()
export class NoteOnAlert {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedText,
    private readonly waker: FactWaker,
  ) {}

  async note(alertId: string, actor: ActorRef, text: string): Promise<void> {
    await this.append(alertId, actor, 'noted', this.sealed.seal(text));
  }

  /** Someone who holds the claim looked at phones, medical data and key notes: once for each claim. */
  async cardOpened(alertId: string, actor: ActorRef): Promise<boolean> {
    return this.append(
      alertId,
      actor,
      'cardOpened',
      null,
      `a.state = 'claimed' AND a.claimed_by = $2::uuid AND NOT EXISTS (
      SELECT 1 FROM alert_timeline t WHERE t.alert_id = a.id AND t.action = 'cardOpened' AND t.account_id = $2::uuid
        AND t.at >= a.claimed_at)`,
    ).catch((error: unknown) => {
      if (error instanceof DomainError) return false;
      throw error;
    });
  }

  private async append(
    alertId: string,
    actor: ActorRef,
    action: 'noted' | 'cardOpened',
    noteSealed: string | null,
    where = 'true',
  ): Promise<boolean> {
    const [row] = await this.database.query<{ fact: Fact }>(
      `WITH done AS (
         UPDATE alerts a SET version = a.version + 1
         WHERE a.id = $1::uuid AND a.state <> 'merged' AND ${inTerritory('a', 3, 4)} AND (${where})
         RETURNING a.id, a.version),
       entry AS (
         INSERT INTO alert_timeline (id, alert_id, version, action, account_id, origin, note_sealed)
         SELECT $5::uuid, id, version, '${action}', $2::uuid, 'console', $6::text FROM done),
       fact AS (
         INSERT INTO facts (kind, subject, change, data)
         SELECT 'alert', id::text, '${action}', jsonb_build_object('version', version) FROM done ${RETURNING_FACT})
       SELECT fact FROM fact`,
      [alertId, actor.accountId, ...territoryValues(actor.territory), newId(), noteSealed],
      `alert-${action}`,
    );
    if (!row) throw new DomainError('ALERT.NOT_FOUND');
    this.waker.wake([row.fact]);
    return true;
  }
}
