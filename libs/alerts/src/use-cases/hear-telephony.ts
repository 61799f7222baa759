// What the call centre's telephony tells us: calls that come in, and what becomes of those that we asked for. A message
// does its work once, however often it comes; late and out of order it does what is still true.
import { Injectable } from '@nestjs/common';
import type { IncomingCallState } from '#libs/contracts';
import { PhoneBook, maskedPhone, plainPhone, type NumberOwner } from '#libs/elders';
import { Database, DomainError, FactWaker, SealedText, newId, type Fact, type Tx } from '#libs/platform';
import {
  keepRecording, lockCall, moveCall, type CallTaskRow, type CallVerb,
} from '../database/call-tasks.store.ts'; // prettier-ignore
import type { Entry } from '../database/case-work.ts';
import { changeCall } from '../database/incoming-calls.store.ts';
import { TelephonyWork } from '../database/telephony-work.ts';
import { afterEvent, type IncomingEvent } from '../domain/incoming-call.ts';

export const OUTGOING_EVENTS = ['voice', 'noAnswer', 'ended', 'recording'] as const;
export type OutgoingEvent = (typeof OUTGOING_EVENTS)[number];

export interface IncomingNews {
  /** The telephony's own name of the call. */
  call: string;
  type: IncomingEvent;
  /** Empty where the caller hides it; needed for a call that we have not heard of. */
  number?: string;
  /** Username of who answered. */
  operator?: string;
  recordingRef?: string;
}
export interface OutgoingNews {
  /** Id of the call task that we asked for. */
  task: string;
  type: OutgoingEvent;
  recordingRef?: string;
}

interface KnownCall extends Record<string, unknown> {
  id: string;
  external_ref: string;
  state: IncomingCallState;
  answered_by: string | null;
  recording_ref: string | null;
  alert_id: string | null;
}

const VERBS = { voice: 'voice', noAnswer: 'noAnswer', ended: 'end' } as const satisfies Partial<Record<OutgoingEvent, CallVerb>>; // prettier-ignore
const KNOWN = 'id, external_ref, state, answered_by, recording_ref, alert_id';

@Injectable()
export class HearTelephony {
  constructor(
    private readonly database: Database,
    private readonly phoneBook: PhoneBook,
    private readonly work: TelephonyWork,
    private readonly sealed: SealedText,
    private readonly waker: FactWaker,
  ) {}

  /** False: it was heard before. Throws CALL.NOT_FOUND for a call that we have not heard of and whose number is not told. */
  async incoming(messageId: string, news: IncomingNews): Promise<boolean> {
    const owners = news.number === undefined ? [] : await this.phoneBook.whose(news.number);
    return this.once(messageId, async (tx, facts) => {
      const call = (await this.known(tx, news.call)) ?? (await this.begin(tx, news, owners, facts));
      await this.change(tx, call, news, facts);
      if (call.alert_id !== null) await this.endConversation(tx, call.alert_id, call, news, facts);
    });
  }

  /** False: it was heard before. Throws TASK.NOT_FOUND. */
  async outgoing(messageId: string, { task, type, recordingRef }: OutgoingNews): Promise<boolean> {
    return this.once(messageId, async (tx, facts) => {
      const [of] = await tx.query<{ alert_id: string }>('SELECT alert_id FROM call_tasks WHERE id = $1::uuid', [task]);
      if (!of) throw new DomainError('TASK.NOT_FOUND');
      const change = async (): Promise<Entry | null> => {
        const call = await lockCall(tx, task, of.alert_id);
        return call && this.moved(tx, call, type, recordingRef);
      };
      await this.work.on(tx, of.alert_id, change, facts);
    });
  }

  private async once(messageId: string, work: (tx: Tx, facts: Fact[]) => Promise<void>): Promise<boolean> {
    const facts: Fact[] = [];
    const isNew = await this.database.transaction(async (tx) => {
      facts.length = 0;
      // Whoever sends the same at the same moment waits here, and finds it done.
      const rows = await tx.query(
        'INSERT INTO telephony_events (id) VALUES ($1) ON CONFLICT (id) DO NOTHING RETURNING 1',
        [messageId],
      );
      if (rows.length > 0) await work(tx, facts);
      return rows.length > 0;
    });
    this.waker.wake(facts);
    return isNew;
  }

  private async known(tx: Tx, ref: string): Promise<KnownCall | null> {
    const [row] = await tx.query<KnownCall>(
      `SELECT ${KNOWN} FROM incoming_calls WHERE external_ref = $1 FOR NO KEY UPDATE`,
      [ref],
    );
    return row ?? null;
  }

  private async begin(tx: Tx, news: IncomingNews, owners: NumberOwner[], facts: Fact[]): Promise<KnownCall> {
    if (news.number === undefined) throw new DomainError('CALL.NOT_FOUND');
    const number = news.number.trim();
    const [row] = await tx.query<KnownCall>(
      `INSERT INTO incoming_calls (id, external_ref, state, number_sealed, number_masked, community_codes, elder_ids, contact_ids)
       VALUES ($1, $2, 'ringing', $3, $4, $5, $6, $7) ON CONFLICT (external_ref) DO NOTHING RETURNING ${KNOWN}`,
      [
        newId(), news.call, this.sealed.seal(number), maskedPhone(plainPhone(number)),
        unique(owners.map(({ communityCode }) => communityCode)),
        unique(owners.map(({ elderId, contactId }) => (contactId === null ? elderId : null))),
        unique(owners.map(({ contactId }) => contactId)),
      ],
    ); // prettier-ignore
    // Somebody else has just told of it.
    if (!row) return (await this.known(tx, news.call)) ?? Promise.reject(new DomainError('CALL.NOT_FOUND'));
    const fact = await changeCall(tx, { id: row.id, set: 'state = c.state', told: 'ringing' });
    if (fact) facts.push(fact);
    return row;
  }

  private async change(tx: Tx, call: KnownCall, news: IncomingNews, facts: Fact[]): Promise<void> {
    const state = afterEvent(call.state, news.type);
    const answers = news.type === 'answered' && call.answered_by === null && news.operator !== undefined;
    const records = news.recordingRef !== undefined && news.recordingRef !== call.recording_ref;
    if (state === call.state && !answers && !records) return;
    const fact = await changeCall(tx, {
      id: call.id,
      set: `state = $3, recording_ref = coalesce($4, c.recording_ref),
        answered_by = coalesce(c.answered_by, (SELECT id FROM accounts WHERE username = $5)),
        answered_at = CASE WHEN $3 = 'answered' THEN coalesce(c.answered_at, clock_timestamp()) ELSE c.answered_at END,
        ended_at = CASE WHEN $3 IN ('ended', 'missed') THEN coalesce(c.ended_at, clock_timestamp()) END`,
      values: [state, news.recordingRef ?? null, answers ? news.operator : null],
      told: state,
    });
    if (fact) facts.push(fact);
  }

  /** The case that the call has led to keeps the conversation as a task of its own. */
  private async endConversation(
    tx: Tx,
    alertId: string,
    call: KnownCall,
    news: IncomingNews,
    facts: Fact[],
  ): Promise<void> {
    if (news.type !== 'ended' && news.type !== 'recording') return;
    const type = news.type;
    const change = async (): Promise<Entry | null> => {
      const [task] = await tx.query<{ id: string }>(
        `SELECT id FROM call_tasks WHERE alert_id = $1::uuid AND channel = 'incoming' AND external_ref = $2`,
        [alertId, call.external_ref],
      );
      const row = task ? await lockCall(tx, task.id, alertId) : null;
      return row && this.moved(tx, row, type, news.recordingRef);
    };
    await this.work.on(tx, alertId, change, facts);
  }

  /** What cannot follow any more is not done; a recording is always kept. */
  private async moved(tx: Tx, call: CallTaskRow, type: OutgoingEvent, recordingRef?: string): Promise<Entry | null> {
    const news = recordingRef === undefined ? {} : { recordingRef };
    const entry = type === 'recording' ? null : await moveCall(tx, call, VERBS[type], news);
    if (entry || recordingRef === undefined) return entry;
    return keepRecording(tx, call, recordingRef);
  }
}

const unique = (values: (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))];
