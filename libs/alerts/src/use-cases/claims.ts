// Claiming a case: one owner, for as long as the lease is renewed.
import { Inject, Injectable } from '@nestjs/common';
import { Database, FactWaker, SETTINGS, type Settings } from '#libs/platform';
import { standOf, transition, type ActorRef } from '../database/transition.store.ts';
import { refusalFor } from './refusal.ts';

/** The lease lives: a console that was away for longer is refused even before the sweeper has come by. */
export const HOLDS_CLAIM = `a.claimed_by = $2::uuid AND a.lease_until > clock_timestamp()`;

@Injectable()
export class Claims {
  constructor(
    private readonly database: Database,
    private readonly waker: FactWaker,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Answers when the lease ends. Claiming what one already holds renews it (a lost answer may be asked again). */
  async claim(alertId: string, actor: ActorRef): Promise<{ leaseUntil: Date }> {
    const row = await transition(this.database, {
      verb: 'claim',
      alertId,
      actor,
      set: `claimed_by = $2::uuid, claimed_at = clock_timestamp(),
        lease_until = clock_timestamp() + $10::integer * interval '1 millisecond'`,
      values: [this.settings.LEASE_MS],
    });
    if (row?.lease_until) {
      this.waker.wake([row.fact]);
      return { leaseUntil: row.lease_until };
    }
    const stand = await standOf(this.database, alertId, actor);
    if (stand?.state === 'claimed' && stand.claimed_by === actor.accountId) return this.renew(alertId, actor);
    throw refusalFor('claim', stand, actor);
  }

  /** Prolongs a living lease; no new version, since nothing that others see has changed. */
  async renew(alertId: string, actor: ActorRef): Promise<{ leaseUntil: Date }> {
    const [row] = await this.database.query<{ lease_until: Date }>(
      `UPDATE alerts a SET version = a.version, lease_until = clock_timestamp() + $3::integer * interval '1 millisecond'
       WHERE a.id = $1::uuid AND a.state = 'claimed' AND ${HOLDS_CLAIM} RETURNING a.lease_until`,
      [alertId, actor.accountId, this.settings.LEASE_MS],
      'renew-claim',
    );
    if (row) return { leaseUntil: row.lease_until };
    throw refusalFor('renew', await standOf(this.database, alertId, actor), actor);
  }

  /** Gives the case back to the queue, where it waits for a console again. */
  async release(alertId: string, actor: ActorRef): Promise<void> {
    const row = await transition(this.database, {
      verb: 'release',
      alertId,
      actor,
      set: 'claimed_by = NULL, claimed_at = NULL, lease_until = NULL',
      where: HOLDS_CLAIM,
      armDisplayMs: this.settings.ESCALATE_UNDISPLAYED_MS,
    });
    if (!row) throw refusalFor('release', await standOf(this.database, alertId, actor), actor);
    this.waker.wake([row.fact]);
  }
}
