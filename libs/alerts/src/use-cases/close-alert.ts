// Ending a case: resolved (handled), closed with a coded outcome, reopened within a day.
import { Inject, Injectable } from '@nestjs/common';
import type { Outcome } from '#libs/contracts';
import { Database, DomainError, FactWaker, SETTINGS, SealedText, type Settings } from '#libs/platform';
import { standOf, transition, type ActorRef } from '../database/transition.store.ts';
import { outcomeRefusal } from '../domain/outcomes.ts';
import { HOLDS_CLAIM } from './claims.ts';
import { refusalFor } from './refusal.ts';

const REOPEN_WINDOW = `interval '24 hours'`;

@Injectable()
export class CloseAlert {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedText,
    private readonly waker: FactWaker,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async resolve(alertId: string, actor: ActorRef, outcome: Outcome, note: string | null): Promise<void> {
    await this.end('resolve', alertId, actor, outcome, note);
  }

  /** From claimed by its holder, or from resolved. */
  async close(alertId: string, actor: ActorRef, outcome: Outcome, note: string | null): Promise<void> {
    await this.end('close', alertId, actor, outcome, note);
  }

  /** Closed becomes claimed by the asker, within 24 h and while no later case of the same key is open. */
  async reopen(alertId: string, actor: ActorRef, reason: string): Promise<void> {
    const newer = `SELECT 1 FROM alerts n WHERE n.fold_key = a.fold_key AND n.id <> a.id AND n.severity = a.severity
      AND n.state IN ('raised', 'claimed', 'resolved') AND n.received_at >= a.received_at`;
    const row = await transition(this.database, {
      verb: 'reopen',
      alertId,
      actor,
      set: `claimed_by = $2::uuid, claimed_at = clock_timestamp(), closed_at = NULL, resolved_at = NULL, outcome = NULL,
        reopened = a.reopened + 1, lease_until = clock_timestamp() + $10::integer * interval '1 millisecond'`,
      where: `a.closed_at > clock_timestamp() - ${REOPEN_WINDOW} AND NOT EXISTS (${newer})`,
      values: [this.settings.LEASE_MS],
      noteSealed: this.sealed.seal(reason),
    }).catch((error: unknown) => {
      // The unique belt: a press opened a new case at this very moment.
      if (error instanceof Error && 'code' in error && error.code === '23505') return null;
      throw error;
    });
    if (row) {
      this.waker.wake([row.fact]);
      return;
    }
    const stand = await standOf(this.database, alertId, actor);
    if (stand?.state !== 'closed' || !stand.closed_at) throw refusalFor('reopen', stand, actor);
    const tooLate = Date.now() - stand.closed_at.getTime() > 24 * 3_600_000;
    throw new DomainError(tooLate ? 'ALERT.REOPEN_TOO_LATE' : 'ALERT.NEWER_CASE_OPEN');
  }

  private async end(
    verb: 'resolve' | 'close',
    alertId: string,
    actor: ActorRef,
    outcome: Outcome,
    note: string | null,
  ): Promise<void> {
    const stand = await standOf(this.database, alertId, actor);
    if (!stand) throw new DomainError('ALERT.NOT_FOUND');
    const refusal = outcomeRefusal(outcome, stand);
    if (refusal) throw new DomainError('ALERT.OUTCOME_NOT_ALLOWED', { outcome, reason: refusal });
    const row = await transition(this.database, {
      verb,
      alertId,
      actor,
      set: `outcome = $10::text, lease_until = NULL, ${verb}d_at = clock_timestamp()`,
      where: verb === 'resolve' ? HOLDS_CLAIM : `a.state = 'resolved' OR (${HOLDS_CLAIM})`,
      values: [outcome],
      noteSealed: note ? this.sealed.seal(note) : null,
      data: { outcome },
    });
    if (!row) throw refusalFor(verb, await standOf(this.database, alertId, actor), actor);
    this.waker.wake([row.fact]);
  }
}
