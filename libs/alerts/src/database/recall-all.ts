// Recalling dispatches: some of a case by its operator, or all that have not arrived when the case ends.
import { newId, type Fact, type Tx } from '#libs/platform';
import type { Entry } from './case-work.ts';
import { changeTask, dispatchesOf, passLeadOn, stopLines, type DispatchRow } from './dispatch.store.ts';
import { DISPATCH_LIFE } from '../domain/task-lifecycles.ts';

export interface RecallReason {
  /** Coded, where nobody said anything. */
  code: string | null;
  sealed: string | null;
}

/** With the case locked. Throws TASK.WRONG_STATE if one of `meant` has arrived or ended. */
export async function recallTasks(
  tx: Tx,
  alertId: string,
  meant: readonly DispatchRow[],
  reason: RecallReason,
): Promise<{ facts: Fact[]; entries: Entry[] }> {
  const facts: Fact[] = [];
  for (const task of meant) {
    const set = 'reason = $5::text, note_sealed = coalesce($6::text, note_sealed)';
    facts.push(await changeTask(tx, task, { verb: 'recall', set, values: [reason.code, reason.sealed] }));
  }
  const lead = meant.find((task) => task.lead);
  if (lead) facts.push(...(await passLeadOn(tx, await dispatchesOf(tx, alertId), lead)));
  const entries = meant.map((task): Entry => ({
    action: 'recalled',
    data: { taskId: task.id, responderId: task.responder_id, ...(reason.code ? { reason: reason.code } : {}) },
  }));
  return { facts, entries };
}

/**
 * For whoever closes or merges a case, in their transaction and with the case locked, before they change it: open offers and
 * helpers who have not arrived are recalled, nobody new is asked. Who has arrived stays and says when they leave. The
 * timeline is written here; the facts are to be handed to the waker after the commit. `accountId`: who ended the case.
 */
export async function recallAllOf(
  tx: Tx,
  alertId: string,
  reason: 'closed' | 'merged' | 'resolved',
  accountId: string | null = null,
): Promise<Fact[]> {
  await stopLines(tx, alertId);
  const recallable = DISPATCH_LIFE.transitions.recall.from;
  const meant = (await dispatchesOf(tx, alertId)).filter((task) => recallable.includes(task.state));
  if (meant.length === 0) return [];
  const { facts, entries } = await recallTasks(tx, alertId, meant, { code: reason, sealed: null });
  await tx.query(
    `INSERT INTO alert_timeline (id, alert_id, version, action, account_id, origin, data)
     SELECT e.id, a.id, a.version, e.action, $2::uuid, $4, e.data
     FROM alerts a CROSS JOIN jsonb_to_recordset($3::jsonb) AS e (id uuid, action text, data jsonb) WHERE a.id = $1::uuid`,
    [
      alertId,
      accountId,
      JSON.stringify(entries.map((entry) => ({ id: newId(), ...entry }))),
      accountId ? 'console' : 'clock',
    ],
  );
  return facts;
}
