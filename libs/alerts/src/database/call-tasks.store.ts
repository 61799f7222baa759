// SQL of calls beside a case: one attempt is one row, changed by the table of transitions only.
import type { QueryResultRow } from 'pg';
import type { CallChannel, CallResult, CallState } from '#libs/contracts';
import { newId, type Tx } from '#libs/platform';
import { CALL_LIFE } from '../domain/task-lifecycles.ts';
import type { Entry } from './case-work.ts';

export type CallVerb = keyof typeof CALL_LIFE.transitions;

export interface CallTaskRow extends QueryResultRow {
  id: string;
  alert_id: string;
  state: CallState;
  channel: CallChannel;
  recording_ref: string | null;
}

export interface NewCall {
  alertId: string;
  channel: CallChannel;
  elderId: string | null;
  contactId: string | null;
  deviceKey: string | null;
  entryKey: string | null;
  partySealed: string | null;
  accountId: string;
}

/** The case is locked; answers the id. */
export async function insertCall(tx: Tx, call: NewCall): Promise<string> {
  const id = newId();
  await tx.query(
    `INSERT INTO call_tasks (id, alert_id, state, channel, elder_id, contact_id, device_key, entry_key, party_sealed, account_id)
     VALUES ($1, $2, '${CALL_LIFE.initial}', $3, $4, $5, $6, $7, $8, $9)`,
    [
      id, call.alertId, call.channel, call.elderId, call.contactId, call.deviceKey, call.entryKey, call.partySealed,
      call.accountId,
    ],
    'insert-call',
  ); // prettier-ignore
  return id;
}

/** With the case locked before. */
export async function lockCall(tx: Tx, taskId: string, alertId: string): Promise<CallTaskRow | null> {
  const [row] = await tx.query<CallTaskRow>(
    `SELECT id, alert_id, state, channel, recording_ref FROM call_tasks
     WHERE id = $1::uuid AND alert_id = $2::uuid FOR NO KEY UPDATE`,
    [taskId, alertId],
    'lock-call',
  );
  return row ?? null;
}

export interface CallNews {
  result?: CallResult;
  noteSealed?: string;
  recordingRef?: string;
}

const ENTRY = { voice: 'callVoice', noAnswer: 'callNoAnswer', end: 'callEnded' } as const;

/** Null if the call is not in a state that this leads from. Answers the entry for the timeline. */
export async function moveCall(tx: Tx, call: CallTaskRow, verb: CallVerb, news: CallNews = {}): Promise<Entry | null> {
  const { from, to } = CALL_LIFE.transitions[verb];
  if (!from.includes(call.state)) return null;
  await tx.query(
    `UPDATE call_tasks SET version = version + 1, state = $2,
       voice_at = CASE WHEN $2 = 'voice' THEN clock_timestamp() ELSE voice_at END,
       ended_at = CASE WHEN $3 THEN clock_timestamp() END,
       result = coalesce($4, result), note_sealed = coalesce($5, note_sealed), recording_ref = coalesce($6, recording_ref)
     WHERE id = $1::uuid`,
    [
      call.id, to, CALL_LIFE.final.includes(to), news.result ?? null, news.noteSealed ?? null, news.recordingRef ?? null,
    ],
    'move-call',
  ); // prettier-ignore
  const data = {
    taskId: call.id,
    channel: call.channel,
    ...(news.result ? { result: news.result } : {}),
    ...(news.recordingRef ? { recorded: true } : {}),
  };
  return { action: ENTRY[verb], data };
}

/** A recording often comes after the end; null if it is known already. */
export async function keepRecording(tx: Tx, call: CallTaskRow, recordingRef: string): Promise<Entry | null> {
  if (call.recording_ref === recordingRef) return null;
  await tx.query('UPDATE call_tasks SET version = version + 1, recording_ref = $2 WHERE id = $1::uuid', [
    call.id,
    recordingRef,
  ]);
  return { action: 'callEnded', data: { taskId: call.id, channel: call.channel, recorded: true } };
}
