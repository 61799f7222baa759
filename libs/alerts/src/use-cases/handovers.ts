// Handover at the end of a shift: offered to the next operator, and nothing moves before they have accepted it.
import { Inject, Injectable } from '@nestjs/common';
import type { HandoverView } from '#libs/contracts';
import {
  Database, DomainError, FactWaker, SETTINGS, appendFacts, newId, type Fact, type Settings, type Tx,
} from '#libs/platform'; // prettier-ignore
import { rfc3339 } from '../alert-view.ts';
import { CaseWork } from '../database/case-work.ts';
import type { ActorRef } from '../database/transition.store.ts';
import { Shifts } from './shifts.ts';

const SWEEP_LOCK = 7_233_006;

interface Row {
  id: string;
  from_account: string;
  from_name: string;
  to_account: string;
  to_name: string;
  alert_ids: string[];
  state: HandoverView['state'];
  offered_at: Date;
  expires_at: Date;
}

const HANDOVER_SQL = `SELECT h.id, h.from_account, f.name AS from_name, h.to_account, t.name AS to_name, h.alert_ids, h.state,
    h.offered_at, h.expires_at
  FROM handovers h JOIN accounts f ON f.id = h.from_account JOIN accounts t ON t.id = h.to_account`;

@Injectable()
export class Handovers {
  constructor(
    private readonly database: Database,
    private readonly cases: CaseWork,
    private readonly shifts: Shifts,
    private readonly waker: FactWaker,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * Offers cases that the giver holds; until they are accepted the giver keeps them. `receiver` is the territory of the
   * other one, null for an account that may not answer alerts. Throws HANDOVER.NOT_ALLOWED if they are not on duty or a
   * case is out of their territory, and the codes of a lost claim.
   */
  async offer(alertIds: readonly string[], actor: ActorRef, receiver: ActorRef | null): Promise<HandoverView> {
    if (!receiver || receiver.accountId === actor.accountId) throw new DomainError('HANDOVER.NOT_ALLOWED');
    if (!(await this.shifts.isOnDuty(receiver.accountId))) {
      throw new DomainError('HANDOVER.NOT_ALLOWED', { reason: 'notOnDuty' });
    }
    const id = newId();
    const ids = [...new Set(alertIds)].sort();
    await this.told(async (tx, facts) => {
      await tx.query(
        `INSERT INTO handovers (id, from_account, to_account, alert_ids, state, expires_at)
         VALUES ($1, $2, $3, $4, 'offered', clock_timestamp() + $5::bigint * interval '1 millisecond')`,
        [id, actor.accountId, receiver.accountId, ids, this.settings.HANDOVER_MS],
      );
      for (const alertId of ids) {
        await this.cases.within(
          tx,
          { alertId, actor, origin: 'console', holder: true, states: ['claimed'] },
          async (_, found) => {
            if (!within(receiver, found.community_code)) {
              throw new DomainError('HANDOVER.NOT_ALLOWED', { reason: 'outOfTerritory', alertId });
            }
            return {
              entries: [{ action: 'handoverOffered', data: { handoverId: id, to: receiver.accountId } }],
              set: 'handover_to = $5::uuid',
              values: [receiver.accountId],
              result: undefined,
            };
          },
          facts,
        );
      }
      await appendFacts(tx, [factOf(id, 'offered', actor.accountId, receiver.accountId)]);
    });
    return this.one(id);
  }

  /**
   * On acceptance the claims move in one transaction, each with a new lease; cases that lapsed, were closed or given on
   * meanwhile stay where they are. Answers the ids of those that moved.
   */
  async answer(
    handoverId: string,
    actor: ActorRef,
    accept: boolean,
  ): Promise<{ handover: HandoverView; alertIds: string[] }> {
    const moved = await this.told(async (tx, facts) => {
      const ids: string[] = [];
      const known = await this.rowOf(tx, handoverId);
      if (known?.to_account !== actor.accountId) throw new DomainError('HANDOVER.NOT_FOUND');
      // Cases first, then the handover: the order of locks of the offer and of everything else.
      for (const alertId of known.alert_ids) {
        if (await this.move(tx, alertId, known, accept, facts)) ids.push(alertId);
      }
      const [ended] = await tx.query<{ id: string }>(
        `UPDATE handovers SET state = $2, answered_at = clock_timestamp()
         WHERE id = $1::uuid AND state = 'offered' AND expires_at > clock_timestamp() RETURNING id`,
        [handoverId, accept ? 'accepted' : 'declined'],
      );
      if (!ended) throw new DomainError('HANDOVER.WRONG_STATE', { state: known.state });
      await appendFacts(tx, [
        factOf(handoverId, accept ? 'accepted' : 'declined', known.from_account, actor.accountId),
      ]);
      return ids;
    });
    return { handover: await this.one(handoverId), alertIds: accept ? moved : [] };
  }

  /** What nobody answered in time is over; the giver kept everything. One process at a time. */
  async expire(): Promise<number> {
    return this.told(async (tx, facts) => {
      const [lock] = await tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [SWEEP_LOCK]);
      if (!lock?.mine) return 0;
      const due = await tx.query<Row & Record<string, unknown>>(
        `${HANDOVER_SQL} WHERE h.state = 'offered' AND h.expires_at <= clock_timestamp() ORDER BY h.id LIMIT 100`,
      );
      for (const one of due) {
        for (const alertId of one.alert_ids) await this.move(tx, alertId, one, false, facts);
        await tx.query(`UPDATE handovers SET state = 'expired', answered_at = clock_timestamp() WHERE id = $1::uuid`, [
          one.id,
        ]);
        await appendFacts(tx, [factOf(one.id, 'expired', one.from_account, one.to_account)]);
      }
      return due.length;
    });
  }

  /** Throws HANDOVER.NOT_FOUND. */
  async one(id: string): Promise<HandoverView> {
    const row = await this.rowOf(this.database, id);
    if (!row) throw new DomainError('HANDOVER.NOT_FOUND');
    return {
      id: row.id,
      from: { id: row.from_account, name: row.from_name },
      to: { id: row.to_account, name: row.to_name },
      alertIds: row.alert_ids,
      state: row.state,
      offeredAt: rfc3339(row.offered_at),
      expiresAt: rfc3339(row.expires_at),
    };
  }

  /** Offers that wait for this account, e.g. after its console came back. */
  async waitingFor(accountId: string): Promise<HandoverView[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM handovers WHERE to_account = $1::uuid AND state = 'offered' AND expires_at > clock_timestamp()`,
      [accountId],
    );
    return Promise.all(rows.map(({ id }) => this.one(id)));
  }

  /** True if the claim moved, or would have been given back to its giver's hands only. */
  private async move(tx: Tx, alertId: string, of: Row, accept: boolean, facts: Fact[]): Promise<boolean> {
    const found = await this.cases.look(tx, alertId, null);
    const still =
      found.state === 'claimed' && found.claimed_by === of.from_account && found.handover_to === of.to_account;
    if (!still) return false;
    await this.cases.within(
      tx,
      { alertId, actor: null, by: accept ? of.to_account : null, origin: 'console', states: ['claimed'] },
      () =>
        Promise.resolve({
          entries: [
            {
              action: accept ? ('handoverAccepted' as const) : ('handoverDeclined' as const),
              data: { handoverId: of.id, from: of.from_account, to: of.to_account },
            },
          ],
          set: accept
            ? `handover_to = NULL, claimed_by = $5::uuid, claimed_at = clock_timestamp(),
               lease_until = clock_timestamp() + $6::integer * interval '1 millisecond'`
            : 'handover_to = NULL',
          values: accept ? [of.to_account, this.settings.LEASE_MS] : [],
          result: undefined,
        }),
      facts,
    );
    return true;
  }

  private async rowOf(sql: Pick<Tx, 'query'>, id: string): Promise<Row | null> {
    const [row] = await sql.query<Row & Record<string, unknown>>(`${HANDOVER_SQL} WHERE h.id = $1::uuid`, [id]);
    return row ?? null;
  }

  private async told<R>(work: (tx: Tx, facts: Fact[]) => Promise<R>): Promise<R> {
    const facts: Fact[] = [];
    const result = await this.database.transaction((tx) => {
      facts.length = 0;
      return work(tx, facts);
    });
    // Without saying which: the handover's own fact is to be read as well.
    this.waker.wake();
    return result;
  }
}

const factOf = (id: string, change: HandoverView['state'], from: string, to: string) => ({
  kind: 'handover' as const,
  subject: id,
  change,
  data: { from, to },
});

const within = ({ territory }: ActorRef, communityCode: string | null): boolean =>
  communityCode === null ? territory.includesUnplaced : territory.codes.includes(communityCode);
