// Hands orders to the call centre's telephony: promptly after the commit that wrote them, and from the sweeper of every
// process. An order is taken for a while before it is sent, so that two processes never send it at once and a process that
// dies leaves it to the others; the telephony carries out the same order once.
import { Inject, Injectable } from '@nestjs/common';
import {
  Database,
  FactWaker,
  LOG,
  SealedText,
  Telephony,
  type Fact,
  type Log,
  type TelephonyOrder,
} from '#libs/platform';
import { lockCall, moveCall } from '../database/call-tasks.store.ts';
import type { Entry } from '../database/case-work.ts';
import { TAKE_SQL, putOff, settleOrder, type TakenOrder } from '../database/telephony-orders.store.ts';
import { TelephonyWork } from '../database/telephony-work.ts';

const BATCH = 20;
/** Longer than the telephony may take to answer. */
const LEASE_MS = 8_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** Somebody sits there and waits for their phone to ring: soon they dial by themselves. */
const MOST_ATTEMPTS = { clickToCall: 3, announce: 8 } as const;

@Injectable()
export class SendTelephonyOrders {
  constructor(
    private readonly database: Database,
    private readonly telephony: Telephony,
    private readonly work: TelephonyWork,
    private readonly sealed: SealedText,
    private readonly waker: FactWaker,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Without waiting: what fails now the sweeper tries again. */
  soon(): void {
    if (!this.telephony.isThere) return;
    this.run().catch((error: unknown) => this.log.warn({ err: error }, 'orders to the telephony could not be sent'));
  }

  /** Everything that is due now. Returns how many the telephony has taken. */
  async run(): Promise<number> {
    if (!this.telephony.isThere) {
      await this.database.query(
        `UPDATE telephony_orders SET state = 'noTelephony', done_at = clock_timestamp() WHERE state = 'queued'`,
        [],
        'no-telephony',
      );
      return 0;
    }
    for (let accepted = 0; ;) {
      const orders = await this.database.query<TakenOrder>(TAKE_SQL, [BATCH, LEASE_MS], 'take-telephony-orders');
      const sent = await Promise.all(orders.map((order) => this.send(order)));
      accepted += sent.filter(Boolean).length;
      if (orders.length < BATCH) return accepted;
    }
  }

  private async send(order: TakenOrder): Promise<boolean> {
    if (order.overtaken) {
      await settleOrder(this.database, order, { state: 'failed', error: 'overtaken' });
      return false;
    }
    const asked = this.orderOf(order);
    const answer = asked ? await this.telephony.send(asked) : ({ became: 'refused', error: 'noNumber' } as const);
    if (answer.became === 'accepted') return settleOrder(this.database, order, { state: 'accepted', error: null });
    const { error } = answer;
    if (answer.became === 'unreachable' && order.attempts < MOST_ATTEMPTS[order.kind]) {
      const ownMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (order.attempts - 1));
      await putOff(this.database, order, { ownMs, allMs: FIRST_WAIT_MS, error });
      return false;
    }
    this.log.warn(
      { order: order.id, kind: order.kind, purpose: order.purpose, reason: error },
      'the telephony took no order',
    );
    await this.failed(order, error);
    return false;
  }

  private orderOf(order: TakenOrder): TelephonyOrder | null {
    const number = this.numberOf(order);
    const to = number !== null ? { number } : order.device_key !== null ? { device: order.device_key } : null;
    return (
      to && {
        id: order.id,
        kind: order.kind,
        purpose: order.purpose,
        to,
        operator: order.account_id && order.username ? { id: order.account_id, username: order.username } : null,
        alert: { id: order.alert_id, number: order.alert_number },
        callTaskId: order.call_task_id,
        text: order.kind === 'announce' ? `银铃告警：警情 ${order.alert_number} 无人接警，请立即处理。` : null,
      }
    );
  }

  /** A number whose key is gone is no number: the order fails once, and not for ever. */
  private numberOf({ to_sealed }: TakenOrder): string | null {
    try {
      return this.sealed.openOrNull(to_sealed);
    } catch {
      return null;
    }
  }

  /** A call that never rang is ended, so that the desk sees it and dials by itself. The case first, then its call. */
  private async failed(order: TakenOrder, error: string): Promise<void> {
    const facts: Fact[] = [];
    await this.database.transaction(async (tx) => {
      facts.length = 0;
      const taskId = order.call_task_id;
      if (taskId !== null) {
        const end = async (): Promise<Entry | null> => {
          const call = await lockCall(tx, taskId, order.alert_id);
          const entry = call && (await moveCall(tx, call, 'end'));
          return entry && { ...entry, data: { ...entry.data, telephony: 'failed' } };
        };
        await this.work.on(tx, order.alert_id, end, facts);
      }
      await settleOrder(tx, order, { state: 'failed', error });
    });
    this.waker.wake(facts);
  }
}
