// Calls of the desk: every attempt is a task of its own, with what came of it.
import { Injectable } from '@nestjs/common';
import type { CallChannel, CallResult, CallTaskView } from '#libs/contracts';
import { DomainError, SealedText, Telephony, type Tx } from '#libs/platform';
import { insertCall, lockCall, moveCall, type CallVerb, type NewCall } from '../database/call-tasks.store.ts';
import { CaseWork, type CaseCommand } from '../database/case-work.ts';
import { orderClickToCall } from '../database/telephony-orders.store.ts';
import type { ActorRef } from '../database/transition.store.ts';
import { entryMeant, type CallEntry } from '../domain/call-list.ts';
import { CALL_LIFE } from '../domain/task-lifecycles.ts';
import { peopleOf } from '../case-people.ts';
import { CallLists, type CaseToCall } from './call-lists.ts';
import { CaseTasksView } from './case-tasks-view.ts';
import { SendTelephonyOrders } from './send-telephony-orders.ts';

export interface CallStart {
  channel: CallChannel;
  elderId?: string;
  contactId?: string;
  /** Somebody who is in no list. */
  name?: string;
  /** Key in the call list. */
  entry?: string;
}

type Party = Omit<NewCall, 'alertId' | 'channel' | 'accountId'> & { number: string | null };

/** Who has handled a case still phones about it: the family is told, somebody asks back. */
const STATES: CaseCommand['states'] = ['claimed', 'resolved'];

@Injectable()
export class Calls {
  constructor(
    private readonly work: CaseWork,
    private readonly lists: CallLists,
    private readonly tasks: CaseTasksView,
    private readonly orders: SendTelephonyOrders,
    private readonly telephony: Telephony,
    private readonly sealed: SealedText,
  ) {}

  /** It rings. Throws ELDER.NOT_FOUND and CONTACT.NOT_FOUND for people who have nothing to do with the case. */
  async start(alertId: string, actor: ActorRef, order: CallStart): Promise<CallTaskView> {
    const party = this.partyOf(order, await this.lists.entriesOf(actor.territory, alertId));
    const { number, ...call } = party;
    const taskId = await this.work.on(this.command(alertId, actor), async (tx) => {
      const id = await insertCall(tx, { ...call, alertId, channel: order.channel, accountId: actor.accountId });
      await this.dial(tx, { alertId, taskId: id, accountId: actor.accountId }, order.channel, party);
      const { elderId, contactId, deviceKey } = call;
      const whom = {
        ...(elderId ? { elderId } : {}),
        ...(contactId ? { contactId } : {}),
        ...(deviceKey ? { deviceKey } : {}),
      };
      return {
        entries: [{ action: 'callStarted', data: { taskId: id, channel: order.channel, ...whom } }],
        result: id,
      };
    });
    this.orders.soon();
    return this.view(alertId, actor, taskId);
  }

  /** The same news twice changes nothing. Throws TASK.NOT_FOUND, TASK.WRONG_STATE. */
  async heard(
    alertId: string,
    actor: ActorRef,
    news: { taskId: string; verb: CallVerb; result?: CallResult; note?: string },
  ): Promise<CallTaskView> {
    const { taskId, verb, result, note } = news;
    await this.work.on(this.command(alertId, actor), async (tx) => {
      const call = await lockCall(tx, taskId, alertId);
      if (!call) throw new DomainError('TASK.NOT_FOUND');
      if (call.state === CALL_LIFE.transitions[verb].to) return { entries: [], result: undefined };
      const entry = await moveCall(tx, call, verb, {
        ...(result && verb !== 'noAnswer' ? { result } : {}),
        ...(note ? { noteSealed: this.sealed.seal(note) } : {}),
      });
      if (!entry) throw new DomainError('TASK.WRONG_STATE', { state: call.state });
      return { entries: [{ ...entry, note: note ?? null }], result: undefined };
    });
    return this.view(alertId, actor, taskId);
  }

  private command(alertId: string, actor: ActorRef): CaseCommand {
    return { alertId, actor, origin: 'console', holder: true, states: STATES };
  }

  private partyOf(order: CallStart, { alert, entries, contacts }: CaseToCall): Party {
    if (order.elderId !== undefined && !peopleOf(alert).includes(order.elderId))
      throw new DomainError('ELDER.NOT_FOUND');
    const entry = entryMeant(order, entries);
    if (order.entry !== undefined && !entry) throw wrong('entry', 'is not in the call list');
    const contact = contacts.find(({ id }) => id === (order.contactId ?? entry?.contactId));
    if (order.contactId !== undefined && !contact) throw new DomainError('CONTACT.NOT_FOUND');
    if (!entry && !contact && order.elderId === undefined && !order.name?.trim()) {
      throw wrong('name', 'says whom, where neither entry, elderId nor contactId does');
    }
    // What a device is asked is asked of its elder.
    const elderId = order.elderId ?? entry?.elderId ?? (entry?.deviceKey ? (alert.elder?.id ?? null) : null);
    const name = order.name ?? (entry?.group === 'caller' ? entry.name : undefined);
    return {
      elderId: contact ? null : elderId,
      contactId: contact?.id ?? null,
      deviceKey: entry?.deviceKey ?? null,
      entryKey: entry?.key ?? null,
      partySealed: name?.trim() ? this.sealed.seal(name) : null,
      number: (entry?.number ?? contact?.phone)?.number ?? null,
    };
  }

  /** A call that came in needs no dialling, and what cannot be dialled is left to people. */
  private async dial(
    tx: Tx,
    of: { alertId: string; taskId: string; accountId: string },
    channel: CallChannel,
    { number, deviceKey }: Pick<Party, 'number'> & Pick<CallEntry, 'deviceKey'>,
  ): Promise<void> {
    if (!this.telephony.isThere || channel === 'incoming' || (number === null && deviceKey === null)) return;
    await orderClickToCall(tx, { ...of, toSealed: number === null ? null : this.sealed.seal(number) });
  }

  private async view(alertId: string, actor: ActorRef, taskId: string): Promise<CallTaskView> {
    const task = (await this.tasks.of(actor.territory, alertId)).calls.find(({ id }) => id === taskId);
    if (!task) throw new DomainError('TASK.NOT_FOUND');
    return task;
  }
}

const wrong = (field: string, why: string): DomainError =>
  new DomainError('COMMON.VALIDATION', { fields: { [field]: [`${field} ${why}`] } });
