// SQL of cases that people raise: the same request twice, what open cases already know, the conversation that led to it.
import type { CaseChange } from './case-work.ts';
import type { IncomingCallRow } from './incoming-calls.store.ts';
import { newId, type Tx } from '#libs/platform';

/** Serialises the repeats of one request; then: the case that it has raised or joined, null if it is the first. */
export async function askedBefore(
  tx: Tx,
  accountId: string,
  requestId: string,
): Promise<{ alertId: string; joined: boolean } | null> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 13))', [`${accountId}\n${requestId}`]);
  const [row] = await tx.query<{ alert_id: string; joined: boolean }>(
    `SELECT coalesce(a.merged_into, a.id) AS alert_id, NOT EXISTS (SELECT 1 FROM alert_timeline t WHERE t.alert_id = p.alert_id AND t.action = 'raised'
         AND t.account_id = $1::uuid AND t.data->>'eventId' = $2) AS joined
     FROM alert_presses p JOIN alerts a ON a.id = p.alert_id WHERE p.account_id = $1::uuid AND p.event_id = $2`,
    [accountId, requestId],
    'asked-before',
  );
  return row ? { alertId: row.alert_id, joined: row.joined } : null;
}

export async function missingSealedOf(tx: Tx, alertId: string): Promise<string | null> {
  const [row] = await tx.query<{ missing_sealed: string | null }>('SELECT missing_sealed FROM alerts WHERE id = $1', [
    alertId,
  ]);
  return row?.missing_sealed ?? null;
}

export interface Conversation {
  call: IncomingCallRow;
  alertId: string;
  elderId: string | null;
  accountId: string;
  /** Who called, where no list knows them. */
  partySealed: string | null;
}

/** The call that led to the case becomes its first call task; it has voice, unless nobody ever answered. */
export async function writeConversation(tx: Tx, told: Conversation): Promise<CaseChange<void>> {
  const { call } = told;
  const nothing: CaseChange<void> = { entries: [], result: undefined };
  if (call.state === 'missed') return nothing;
  const matches = call.matches ?? [];
  const own = matches.find((match) => match.elder_id === told.elderId);
  const taskId = newId();
  const written = await tx.query(
    `INSERT INTO call_tasks (id, alert_id, state, channel, elder_id, contact_id, entry_key, party_sealed, account_id, external_ref)
     SELECT $1, $2::uuid, 'ringing', 'incoming', $3, $4, 'caller', $5, $6, $7::text
     WHERE NOT EXISTS (SELECT 1 FROM call_tasks WHERE alert_id = $2::uuid AND channel = 'incoming' AND external_ref = $7::text)
     RETURNING id`,
    [
      taskId, told.alertId, own?.via === 'elder' ? own.elder_id : null, own?.contact_id ?? null, told.partySealed,
      told.accountId, call.external_ref,
    ],
  ); // prettier-ignore
  if (written.length === 0) return nothing;
  const data = { taskId, channel: 'incoming', callId: call.id };
  await tx.query(
    `UPDATE call_tasks SET version = version + 1, state = 'voice', voice_at = clock_timestamp() WHERE id = $1`,
    [taskId],
  );
  const entries: CaseChange<void>['entries'] = [
    { action: 'callStarted', data },
    { action: 'callVoice', data },
  ];
  if (call.state === 'ended') {
    await tx.query(
      `UPDATE call_tasks SET version = version + 1, state = 'ended', ended_at = clock_timestamp(), recording_ref = $2
       WHERE id = $1`,
      [taskId, call.recording_ref],
    );
    entries.push({ action: 'callEnded', data });
  }
  return { entries, result: undefined };
}
