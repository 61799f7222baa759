// For specs: a case that an operator of the village has claimed, or that is in another state, written past the raise.
import { randomUUID } from 'node:crypto';
import type { AlertKind, AlertState, Severity } from '#libs/contracts';
import type { Sql } from '#libs/platform';
import type { ActorRef } from '../database/transition.store.ts';
import type { Village } from './builders.ts';

export interface CaseWanted {
  kind?: AlertKind;
  severity?: Severity;
  state?: Exclude<AlertState, 'merged'>;
  /** Who claimed it: the first operator if absent. */
  by?: 0 | 1;
  /** The resident it is about; null for nobody known. */
  elder?: 0 | 1 | null;
  receivedAt?: Date;
}

let numbers = 0;

/** Answers its id. */
export async function aCase(sql: Sql, village: Village, wanted: CaseWanted = {}): Promise<string> {
  const { kind = 'sos', severity = 'P1', state = 'claimed', by = 0, elder = 0, receivedAt = new Date() } = wanted;
  const id = randomUUID();
  const claimed = state !== 'raised';
  const row = {
    id,
    number: `260101-${String(++numbers).padStart(5, '0')}`,
    kind,
    severity,
    state,
    version: 1,
    fold_key: `spec:${id}`,
    source: 'device',
    elder_id: elder === null ? null : village.elderIds[elder],
    other_elder_ids: [],
    home_id: village.homeId,
    community_code: village.communityCode,
    raised_at: receivedAt,
    received_at: receivedAt,
    last_press_at: receivedAt,
    last_received_at: receivedAt,
    presses: 1,
    urgency: 0,
    joined_keys: [],
    late_seconds: 0,
    unreadable: false,
    drill: false,
    reopened: 0,
    fired_steps: [],
    review_due: false,
    claimed_by: claimed ? village.operators[by] : null,
    claimed_at: claimed ? receivedAt : null,
    lease_until: state === 'claimed' ? new Date(Date.now() + 600_000) : null,
    resolved_at: state === 'resolved' ? receivedAt : null,
    closed_at: state === 'closed' ? receivedAt : null,
    outcome: state === 'closed' || state === 'resolved' ? 'helpGiven' : null,
  };
  await sql.query('INSERT INTO alerts SELECT * FROM jsonb_populate_record(NULL::alerts, $1::jsonb)', [
    JSON.stringify(row),
  ]);
  return id;
}

export const actorIn = (village: Village, which: 0 | 1 = 0): ActorRef => ({
  accountId: village.operators[which],
  territory: { codes: [village.communityCode], includesUnplaced: false },
});
