// A helper's own task: what they may do hangs on it, never on a territory.
import type { QueryResultRow } from 'pg';
import type { DispatchState } from '#libs/contracts';
import { DomainError, type Sql } from '#libs/platform';
import { ROOT_OF_TASK_SQL } from './dispatch.store.ts';

interface OwnTask extends QueryResultRow {
  /** The case that stands for it now: another one if it was merged. */
  alertId: string;
  state: DispatchState;
}

/** Standing at the door, or inside. */
export const ARRIVED: readonly DispatchState[] = ['onScene', 'atDoorNoAnswer'];
/** Taken on and not ended. */
export const UNDER_WAY: readonly DispatchState[] = ['accepted', 'enRoute', ...ARRIVED];

const OWN_SQL = `SELECT ${ROOT_OF_TASK_SQL} AS "alertId", d.state FROM dispatch_tasks d
  WHERE d.id = $1::uuid AND d.responder_id = (SELECT id FROM responders WHERE account_id = $2::uuid)`;

/** Throws TASK.NOT_FOUND for tasks that are unknown or somebody else's. Not locked: the case comes first. */
export async function taskOfResponder(sql: Sql, taskId: string, accountId: string): Promise<OwnTask> {
  const [task] = await sql.query<OwnTask>(OWN_SQL, [taskId, accountId], 'own-task');
  if (!task) throw new DomainError('TASK.NOT_FOUND');
  return task;
}

/** With the case locked before: the task stays arrived until the transaction ends. Throws TASK.WRONG_STATE. */
export async function lockArrivedTask(sql: Sql, taskId: string, accountId: string): Promise<void> {
  const [task] = await sql.query<OwnTask>(`${OWN_SQL} FOR NO KEY UPDATE OF d`, [taskId, accountId]);
  if (!task) throw new DomainError('TASK.NOT_FOUND');
  if (!ARRIVED.includes(task.state)) throw new DomainError('TASK.WRONG_STATE', { state: task.state });
}
