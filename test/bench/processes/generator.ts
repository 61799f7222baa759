// The load generator, a process of its own: takes orders over IPC, one at a time, and reports.
import { setTimeout as wait } from 'node:timers/promises';
import type { Order, Report } from '../load/orders.ts';
import { Sender } from '../load/sender.ts';

const CONNECT_AT_ONCE = 20;
const LAST_ANSWERS_MS = 30_000;
const TICK_MS = 10;

let senders: Sender[] = [];

const acked = (): number => senders.reduce((sum, sender) => sum + sender.acked, 0);
const sent = (): number => senders.reduce((sum, sender) => sum + sender.sent, 0);

async function carryOut(order: Order): Promise<Report> {
  const before = { acked: acked(), sent: sent() };
  let measured = { acked: 0, seconds: 0 };
  switch (order.do) {
    case 'connect':
      await connectAll(order);
      break;
    case 'flood':
      measured = await flood(order);
      break;
    case 'stream':
      measured = await stream(order);
      break;
    case 'send':
      measured = await send(order);
      break;
    case 'close':
      for (const sender of senders) sender.end();
      senders = [];
      return { acked: 0, seconds: 0, totalSent: 0, totalAcked: 0, broken: 0 };
  }
  const broken = senders.filter((sender) => sender.broken).length;
  return { ...measured, totalSent: sent() - before.sent, totalAcked: acked() - before.acked, broken };
}

async function connectAll({ url, devices }: Extract<Order, { do: 'connect' }>): Promise<void> {
  for (let from = 0; from < devices.length; from += CONNECT_AT_ONCE) {
    const some = devices.slice(from, from + CONNECT_AT_ONCE);
    senders.push(...(await Promise.all(some.map((device) => Sender.open(url, device)))));
  }
}

async function flood({
  seconds,
  warmUpSeconds,
  window,
}: Extract<Order, { do: 'flood' }>): Promise<{ acked: number; seconds: number }> {
  for (const sender of senders) sender.keep(window);
  await wait(warmUpSeconds * 1000);
  const [from, startedAt] = [acked(), performance.now()];
  await wait(seconds * 1000);
  const result = { acked: acked() - from, seconds: (performance.now() - startedAt) / 1000 };
  for (const sender of senders) sender.keep(0);
  await lastAnswers();
  return result;
}

async function stream({
  seconds,
  rate,
}: Extract<Order, { do: 'stream' }>): Promise<{ acked: number; seconds: number }> {
  const [from, startedAt] = [acked(), performance.now()];
  let given = 0;
  let turn = 0;
  while (performance.now() - startedAt < seconds * 1000) {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * rate);
    const share = new Map<Sender, number>();
    for (; given < due; given++) {
      const sender = senders[turn++ % senders.length];
      if (sender) share.set(sender, (share.get(sender) ?? 0) + 1);
    }
    for (const [sender, count] of share) sender.send(count);
    await wait(TICK_MS);
  }
  await lastAnswers();
  return { acked: acked() - from, seconds: (performance.now() - startedAt) / 1000 };
}

async function send({ count, window }: Extract<Order, { do: 'send' }>): Promise<{ acked: number; seconds: number }> {
  const [from, startedAt] = [acked(), performance.now()];
  let left = count;
  while (left > 0) {
    for (const sender of senders) {
      const some = Math.min(left, window - sender.outstanding);
      sender.send(some);
      left -= Math.max(0, some);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  await lastAnswers();
  return { acked: acked() - from, seconds: (performance.now() - startedAt) / 1000 };
}

async function lastAnswers(): Promise<void> {
  const end = Date.now() + LAST_ANSWERS_MS;
  while (senders.some((sender) => !sender.broken && sender.outstanding > 0) && Date.now() < end) await wait(5);
}

process.on('message', (order: Order) => {
  carryOut(order).then(
    (report) => process.send?.({ report }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
