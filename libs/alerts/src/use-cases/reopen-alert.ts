// Closed becomes claimed by the asker again, within a day and while no later case of the same emergency is open.
import { Inject, Injectable } from '@nestjs/common';
import { Database, DomainError, FactWaker, SETTINGS, SealedText, newId, type Settings, type Tx } from '#libs/platform';
import { lockPlacesOfCase } from '../database/case-places.ts';
import { standOf, transition, type ActorRef, type TransitionRow } from '../database/transition.store.ts';
import { refusalFor } from './refusal.ts';
import { ToldDeaths } from './told-deaths.ts';

const REOPEN_WINDOW = `interval '24 hours'`;
/** Cases that were merged into either of the two count with it; only P1 folds by them. */
const SAME_EMERGENCY = `(n.fold_key = a.fold_key OR a.severity = 'P1'
  AND (n.joined_keys || n.fold_key) && (a.joined_keys || a.fold_key))`;
const NEWER = `SELECT 1 FROM alerts n WHERE ${SAME_EMERGENCY} AND n.id <> a.id AND n.severity = a.severity
  AND n.state IN ('raised', 'claimed', 'resolved') AND n.received_at >= a.received_at`;

@Injectable()
export class ReopenAlert {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedText,
    private readonly waker: FactWaker,
    private readonly deaths: ToldDeaths,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** What the last ending said is kept in the timeline; the case itself has no outcome again. */
  async reopen(alertId: string, actor: ActorRef, reason: string): Promise<void> {
    const row = await this.asked(alertId, actor, reason).catch((error: unknown) => {
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

  /** Under the locks of folding: a press that comes meanwhile joins it, or has opened a newer case before. */
  private asked(alertId: string, actor: ActorRef, reason: string): Promise<TransitionRow | null> {
    return this.database.transaction(async (tx) => {
      await lockPlacesOfCase(tx, alertId);
      const row = await transition(tx, {
        verb: 'reopen',
        alertId,
        actor,
        set: `claimed_by = $2::uuid, claimed_at = clock_timestamp(), closed_at = NULL, resolved_at = NULL, outcome = NULL,
          detail = NULL, proof = NULL, retry_at = NULL, no_rescue_reason = NULL, review_due = false,
          reopened = a.reopened + 1, lease_until = clock_timestamp() + $9::integer * interval '1 millisecond'`,
        where: `a.closed_at > clock_timestamp() - ${REOPEN_WINDOW} AND NOT EXISTS (${NEWER})`,
        also: `called_off AS (
          UPDATE follow_up_tasks f SET state = 'cancelled', version = f.version + 1, done_at = clock_timestamp()
          FROM done WHERE f.alert_id = done.id AND f.state = 'due')`,
        values: [this.settings.LEASE_MS],
        noteSealed: this.sealed.seal(reason),
      });
      if (row) await this.takeDeathBack(tx, row, actor);
      return row;
    });
  }

  /** It says no longer how it ended, so nobody was found dead in it. */
  private async takeDeathBack(tx: Tx, { id, version }: TransitionRow, { accountId }: ActorRef): Promise<void> {
    const [found] = await tx.query<{ id: string; elder_id: string | null }>(
      'SELECT id, elder_id FROM alerts WHERE id = $1::uuid',
      [id],
    );
    for (const { action, data } of found ? await this.deaths.takeBack(tx, found, accountId) : []) {
      await tx.query(
        `INSERT INTO alert_timeline (id, alert_id, version, action, account_id, origin, data)
         VALUES ($1, $2, $3, $4, $5, 'console', $6)`,
        [newId(), id, version, action, accountId, JSON.stringify(data ?? {})],
      );
    }
  }
}
