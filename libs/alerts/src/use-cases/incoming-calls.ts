// Calls that ring at the centre: who is calling, who takes it first, and the case that comes of it.
import { Injectable } from '@nestjs/common';
import type { IncomingCallView } from '#libs/contracts';
import { Audit } from '#libs/identity';
import { Database, DomainError, FactWaker, SealedText, type Fact, type Tx } from '#libs/platform';
import {
  callInTerritory,
  changeCall,
  incomingCallsSql,
  type IncomingCallRow,
} from '../database/incoming-calls.store.ts';
import { territoryValues } from '../database/scope.sql.ts';
import type { ActorRef } from '../database/transition.store.ts';
import { incomingCallViewOf, type CallReader } from '../incoming-call-view.ts';

/** How long a call is listed: one that was missed at night is called back in the morning. */
const LISTED = `interval '12 hours'`;
/** No call rings for so long: its end was never told. */
const RINGS_NO_LONGER = `interval '10 minutes'`;

@Injectable()
export class IncomingCalls {
  constructor(
    private readonly database: Database,
    private readonly sealed: SealedText,
    private readonly audit: Audit,
    private readonly waker: FactWaker,
  ) {}

  /** Ringing, answered and lately missed, the latest first. */
  async list(actor: ActorRef): Promise<IncomingCallView[]> {
    const rows = await this.database.query<IncomingCallRow>(
      incomingCallsSql(
        `c.started_at > clock_timestamp() - ${LISTED} AND c.state <> 'ended' AND ${callInTerritory(1, 2)}`,
        'ORDER BY c.started_at DESC, c.id LIMIT 500',
      ),
      territoryValues(actor.territory),
      'incoming-calls',
    );
    return rows.map((row) => incomingCallViewOf(row, readerOf(actor), this.sealed));
  }

  /** For the feed, which checks each connection's territory itself. */
  async byIds(ids: readonly string[]): Promise<IncomingCallRow[]> {
    if (ids.length === 0) return [];
    return this.database.query(incomingCallsSql('c.id = ANY($1::uuid[])'), [ids], 'incoming-calls-by-id');
  }

  view(row: IncomingCallRow, reader: CallReader): IncomingCallView {
    return incomingCallViewOf(row, reader, this.sealed);
  }

  /** The first who takes it has it; a missed call is taken to be called back. Taking it again answers the same. */
  async take(callId: string, actor: ActorRef): Promise<IncomingCallView> {
    const facts: Fact[] = [];
    const row = await this.database.transaction((tx) => {
      facts.length = 0;
      return this.takeWithin(tx, callId, actor, facts);
    });
    this.waker.wake(facts);
    return incomingCallViewOf(row, readerOf(actor), this.sealed);
  }

  /** Locks the call until the transaction ends. Throws CALL.NOT_FOUND, CALL.ALREADY_TAKEN with `by`. */
  async takeWithin(tx: Tx, callId: string, actor: ActorRef, facts: Fact[]): Promise<IncomingCallRow> {
    const fact = await changeCall(tx, {
      id: callId,
      set: `answered_by = $3::uuid, answered_at = coalesce(c.answered_at, clock_timestamp()),
        state = CASE c.state WHEN 'ringing' THEN 'answered' ELSE c.state END`,
      where: `c.answered_by IS NULL AND ${callInTerritory(4, 5)}`,
      values: [actor.accountId, ...territoryValues(actor.territory)],
      told: 'answered',
    });
    if (fact) {
      facts.push(fact);
      // The number is open from now on.
      await this.audit.record(tx, { accountId: actor.accountId, action: 'callTaken', subject: `call:${callId}` });
    }
    const [row] = await tx.query<IncomingCallRow>(
      incomingCallsSql(`c.id = $1::uuid AND ${callInTerritory(2, 3)}`, 'FOR NO KEY UPDATE OF c'),
      [callId, ...territoryValues(actor.territory)],
    );
    if (!row) throw new DomainError('CALL.NOT_FOUND');
    if (row.answered_by !== actor.accountId) {
      throw new DomainError('CALL.ALREADY_TAKEN', { by: { id: row.answered_by, name: row.answered_by_name } });
    }
    return row;
  }

  /** Calls whose end nobody told have been missed. Returns how many. */
  async missForgotten(): Promise<number> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM incoming_calls WHERE state = 'ringing'
         AND started_at BETWEEN clock_timestamp() - ${LISTED} AND clock_timestamp() - ${RINGS_NO_LONGER}`,
      [],
      'forgotten-calls',
    );
    for (const { id } of rows) {
      const set = `state = 'missed', ended_at = clock_timestamp()`;
      const fact = await changeCall(this.database, { id, set, where: `c.state = 'ringing'`, told: 'missed' });
      if (fact) this.waker.wake([fact]);
    }
    return rows.length;
  }
}

const readerOf = ({ accountId, territory }: ActorRef): CallReader => {
  const codes = new Set(territory.codes);
  return { accountId, has: (code) => (code === null ? territory.includesUnplaced : codes.has(code)) };
};
