// Claiming a case: one owner, for as long as the lease is renewed.
import { Inject, Injectable } from '@nestjs/common';
import type { AlertView } from '#libs/contracts';
import { Database, FactWaker, GroupCommit, SETTINGS, type Settings } from '#libs/platform';
import { claimAtOnce, type ClaimAsked } from '../database/claim.store.ts';
import { standOf, transition, type ActorRef } from '../database/transition.store.ts';
import { AlertViews } from './alert-views.ts';
import { LoneNight } from './lone-night.ts';
import { refusalFor } from './refusal.ts';

/** The lease lives: a console that was away for longer is refused even before the sweeper has come by. */
export const HOLDS_CLAIM = `a.claimed_by = $2::uuid AND a.lease_until > clock_timestamp()`;

const MOST_TRIES = 3;

export interface Claimed {
  leaseUntil: Date;
  /** As the commit has left it; null where it was claimed before already. */
  alert: AlertView | null;
}

@Injectable()
export class Claims {
  /** Consoles that claim at the same moment share a commit; each still wins or loses by itself. */
  private readonly together: GroupCommit<ClaimAsked, Claimed | null>;

  constructor(
    private readonly database: Database,
    private readonly waker: FactWaker,
    private readonly views: AlertViews,
    private readonly night: LoneNight,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.together = new GroupCommit({
      maxBatch: 32,
      parallel: 2,
      besideFrom: 8,
      prompt: true,
      commit: (asked) => this.claimAll(asked),
      poison: (_, error) => Promise.reject(error instanceof Error ? error : new Error(String(error))),
    });
  }

  /** Answers when the lease ends. Claiming what one already holds renews it (a lost answer may be asked again). */
  async claim(alertId: string, actor: ActorRef, tries = MOST_TRIES): Promise<Claimed> {
    const won = await this.together.submit({ alertId, actor });
    if (won) return won;
    const stand = await standOf(this.database, alertId, actor);
    // Who asked before us in the same moment was not allowed to, or has let go again.
    if (stand?.state === 'raised' && tries > 1) return this.claim(alertId, actor, tries - 1);
    if (stand?.state === 'claimed' && stand.claimed_by === actor.accountId) {
      return { ...(await this.renew(alertId, actor)), alert: null };
    }
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
    const row = await this.database.transaction(async (tx) => {
      const released = await transition(tx, {
        verb: 'release',
        alertId,
        actor,
        set: `claimed_by = NULL, claimed_at = NULL, lease_until = NULL, handover_to = NULL, fired_steps = '{}', rung_at = NULL`,
        where: HOLDS_CLAIM,
        waitsAgain: true,
      });
      if (released) await this.night.waitAgain(tx, [released.id]);
      return released;
    });
    if (!row) throw refusalFor('release', await standOf(this.database, alertId, actor), actor);
    this.waker.wake([row.fact]);
  }

  /** In the order of `asked`; null for what was not won. Two who ask for one case: the first who asked is the one who may. */
  private async claimAll(asked: ClaimAsked[]): Promise<(Claimed | null)[]> {
    const first = new Map<string, ClaimAsked>();
    for (const one of asked) if (!first.has(one.alertId)) first.set(one.alertId, one);
    const { won, views } = await this.database.atOnce((tx) => ({
      won: claimAtOnce(tx, [...first.values()], this.settings.LEASE_MS),
      views: this.views.written(tx, [...first.keys()]),
    }));
    const [rows, seen] = await Promise.all([won, views]);
    const viewOf = new Map(seen.map((view) => [view.id, view]));
    const leases = new Map(rows.map((row) => [row.id, row]));
    this.views.remember(seen.filter((view) => leases.has(view.id)));
    this.waker.wake(rows.map((row) => row.fact));
    return asked.map((one) => {
      const lease = first.get(one.alertId) === one ? leases.get(one.alertId) : undefined;
      return lease ? { leaseUntil: lease.lease_until, alert: viewOf.get(one.alertId) ?? null } : null;
    });
  }
}
