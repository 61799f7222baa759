// SQL of the outbox to the telephony: orders are written with what they belong to, taken by one process at a time, settled.
import type { QueryResultRow } from 'pg';
import { newId, type Sql, type Tx } from '#libs/platform';

export interface TakenOrder extends QueryResultRow {
  id: string;
  kind: 'clickToCall' | 'announce';
  purpose: string;
  alert_id: string;
  alert_number: string;
  call_task_id: string | null;
  device_key: string | null;
  to_sealed: string | null;
  account_id: string | null;
  username: string | null;
  /** This one included. */
  attempts: number;
  /** Nobody needs it any more: the call has been ended, or somebody has the case. */
  overtaken: boolean;
}

export async function orderClickToCall(
  tx: Tx,
  order: { alertId: string; taskId: string; accountId: string; toSealed: string | null },
): Promise<void> {
  await tx.query(
    `INSERT INTO telephony_orders (id, kind, purpose, alert_id, call_task_id, to_sealed, account_id)
     VALUES ($1, 'clickToCall', 'callTask', $2, $3, $4, $5)`,
    [newId(), order.alertId, order.taskId, order.toSealed, order.accountId],
  );
}

/**
 * Takes orders that are due: until `leaseMs` from now nobody else does, and whoever dies with one leaves it to be taken
 * again. $1 how many, $2 ms.
 */
export const TAKE_SQL = `
  WITH due AS (
    SELECT id FROM telephony_orders WHERE state = 'queued' AND next_at <= clock_timestamp()
    ORDER BY next_at, id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED),
  taken AS (
    UPDATE telephony_orders o SET attempts = o.attempts + 1, next_at = clock_timestamp() + $2::integer * interval '1 millisecond'
    FROM due WHERE o.id = due.id RETURNING o.*)
  SELECT t.id, t.kind, t.purpose, t.alert_id, a.number AS alert_number, t.call_task_id, c.device_key, t.to_sealed, t.account_id,
    u.username, t.attempts,
    CASE t.kind WHEN 'clickToCall' THEN coalesce(c.state <> 'ringing', false) ELSE a.state <> 'raised' END AS overtaken
  FROM taken t JOIN alerts a ON a.id = t.alert_id
  LEFT JOIN call_tasks c ON c.id = t.call_task_id LEFT JOIN accounts u ON u.id = t.account_id
  ORDER BY t.created_at, t.id`;

/** `error`: a code, never a number or an address. False if it was settled meanwhile. */
export async function settleOrder(
  sql: Sql,
  order: Pick<TakenOrder, 'id' | 'attempts'>,
  became: { state: 'accepted' | 'failed'; error: string | null },
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE telephony_orders SET state = $3, error = $4, done_at = clock_timestamp()
     WHERE id = $1::uuid AND attempts = $2 AND state = 'queued' RETURNING 1`,
    [order.id, order.attempts, became.state, became.error],
    'settle-order',
  );
  return rows.length > 0;
}

/** It is tried again after `waitMs`, and so is whatever else waits: the telephony is given a moment. */
export async function putOff(
  sql: Sql,
  order: Pick<TakenOrder, 'id' | 'attempts'>,
  waits: { ownMs: number; allMs: number; error: string },
): Promise<void> {
  await sql.query(
    `UPDATE telephony_orders SET
       next_at = CASE WHEN id = $1::uuid THEN clock_timestamp() + $3::integer * interval '1 millisecond'
         ELSE greatest(next_at, clock_timestamp() + $4::integer * interval '1 millisecond') END,
       error = CASE WHEN id = $1::uuid THEN $5 ELSE error END
     WHERE state = 'queued' AND (id <> $1::uuid OR attempts = $2)`,
    [order.id, order.attempts, waits.ownMs, waits.allMs, waits.error],
    'put-off-orders',
  );
}
