// For specs: somebody who helps, with a task that has come as far as is asked, past the guards of its table.
import { randomUUID } from 'node:crypto';
import type { DispatchState } from '#libs/contracts';
import type { Sql } from '#libs/platform';

export interface Helper {
  responderId: string;
  accountId: string;
}

export async function aHelper(sql: Sql, communityCode: string): Promise<Helper> {
  const helper = { responderId: randomUUID(), accountId: randomUUID() };
  await sql.query(
    `INSERT INTO accounts (id, username, name, role, password_hash) VALUES ($1::uuid, $2, '助老员甲', 'responder', 'none')`,
    [helper.accountId, helper.accountId],
  );
  await sql.query(
    `INSERT INTO responders (id, name, kind, account_id, division_code, travel) VALUES ($1, '助老员甲', 'stationStaff', $2, $3, 'foot')`,
    [helper.responderId, helper.accountId, communityCode],
  );
  return helper;
}

const WAY: Partial<Record<DispatchState, DispatchState[]>> = {
  offered: [],
  accepted: ['accepted'],
  enRoute: ['accepted', 'enRoute'],
  onScene: ['accepted', 'enRoute', 'onScene'],
  atDoorNoAnswer: ['accepted', 'enRoute', 'onScene', 'atDoorNoAnswer'],
};

/** Answers the id of the task. `lead`: false where somebody else leads already. */
export async function aTask(
  sql: Sql,
  alertId: string,
  { responderId }: Helper,
  state: keyof typeof WAY,
  lead = true,
): Promise<string> {
  const [roundId, taskId] = [randomUUID(), randomUUID()];
  await sql.query(`INSERT INTO dispatch_rounds (id, alert_id, mode, candidates) VALUES ($1, $2, 'parallel', '[]')`, [
    roundId,
    alertId,
  ]);
  await sql.query(
    `INSERT INTO dispatch_tasks (id, alert_id, round_id, responder_id, state, expires_at)
     VALUES ($1, $2, $3, $4, 'offered', clock_timestamp() + interval '2 minutes')`,
    [taskId, alertId, roundId, responderId],
  );
  for (const step of WAY[state] ?? []) await moveTask(sql, taskId, step, lead);
  return taskId;
}

export const moveTask = (sql: Sql, taskId: string, state: DispatchState, lead = true): Promise<unknown> =>
  sql.query(
    `UPDATE dispatch_tasks SET version = version + 1, state = $2, lead = coalesce(lead, $3),
       ended_at = CASE WHEN $2 IN ('declined', 'expired', 'recalled', 'left') THEN clock_timestamp() END
     WHERE id = $1`,
    [taskId, state, lead],
  );
