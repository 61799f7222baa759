// Receipts from facts: one process sends, another takes over, a crash loses none.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { PressesOfAlert } from '#libs/alerts';
import type { LinkHealth, Receipt } from '#libs/contracts';
import { FactWaker, appendFacts, makeLog, readSettings } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { DeviceBroker } from '../device-broker.ts';
import { until } from '../testing/until.ts';
import { ReceiptSender } from './receipt-sender.ts';

class WrittenDown extends DeviceBroker {
  readonly address = '';
  canSend = true;
  refuses = false;
  readonly sent: { deviceKey: string; receipt: Receipt }[] = [];
  open = (): Promise<void> => Promise.resolve();
  close = (): Promise<void> => Promise.resolve();
  credentialChanged = (): void => undefined;
  links = (): LinkHealth[] => [];
  sendReceipt(deviceKey: string, receipt: Receipt): Promise<void> {
    if (this.refuses) return Promise.reject(new Error('the broker is away'));
    this.sent.push({ deviceKey, receipt });
    return Promise.resolve();
  }
  sendCommand = (): Promise<void> => Promise.reject(new Error('no command here'));
  get ids(): string[] {
    return this.sent.map(({ receipt }) => receipt.id);
  }
}

describe('Receipts', () => {
  let db: TestDatabase;
  const open: ReceiptSender[] = [];

  beforeAll(async () => {
    db = await testDatabase();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((sender) => sender.stop()));
  });
  afterAll(() => db.close());

  const sender = (broker: WrittenDown, waker = new FactWaker()): ReceiptSender => {
    const settings = readSettings({ DATABASE_URL: db.url, FEED_POLL_MS: '100' });
    const one = new ReceiptSender(
      db.database,
      new PressesOfAlert(db.database),
      broker,
      waker,
      makeLog('test', 'silent'),
      settings,
    );
    open.push(one);
    one.start();
    return one;
  };
  const receive = (id: string): Promise<void> =>
    appendFacts(db.database, [
      { kind: 'event', subject: 'd', change: 'received', data: { eventId: id, alertId: null } },
    ]);

  const isSaved = async (): Promise<boolean> =>
    (
      await db.database.query(
        `SELECT 1 FROM feed_cursors WHERE name = 'receipts' AND position = (SELECT max(id) FROM facts)`,
      )
    ).length > 0;

  it('are sent for what was received before the process began, and after', async () => {
    await receive('before');
    const broker = new WrittenDown();
    sender(broker);
    await until(() => broker.ids.includes('before'), 'the first');
    await receive('after');
    await until(() => broker.ids.includes('after'), 'the second');
    expect(broker.sent.at(-1)).toMatchObject({
      deviceKey: 'd',
      receipt: { id: 'after', alert: null, state: 'received' },
    });
  });

  it('are sent by one process at a time; when it ends another one goes on where it was', async () => {
    const [first, second] = [new WrittenDown(), new WrittenDown()];
    const one = sender(first);
    await until(() => one.links().length > 0, 'the first taking office');
    sender(second);
    await receive('a');
    await until(() => first.ids.includes('a'), 'the first sending');
    await until(isSaved, 'saving the place');
    await one.stop();
    await receive('b');
    await until(() => second.ids.includes('b'), 'the second sending');
    expect(first.ids).not.toContain('b');
    expect(second.ids).toEqual(['b']);
  });

  it('that the broker did not take are sent later', async () => {
    const broker = new WrittenDown();
    broker.refuses = true;
    sender(broker);
    await receive('kept');
    await receive('kept too');
    broker.refuses = false;
    await until(() => broker.ids.includes('kept') && broker.ids.includes('kept too'), 'sending');
  });

  it('are left to another process by one whose broker is away', async () => {
    const [away, there] = [new WrittenDown(), new WrittenDown()];
    const one = sender(away);
    await until(() => one.links().length > 0, 'the first taking office');
    sender(there);
    away.canSend = false;
    away.refuses = true;
    await receive('c');
    await until(() => there.ids.includes('c'), 'the other one sending');
  });

  it('go on after the connection that holds the office was cut', async () => {
    const broker = new WrittenDown();
    const one = sender(broker);
    await until(() => one.links().length > 0, 'taking office');
    await db.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'yinling-receipts'`,
    );
    await receive('d');
    await until(() => broker.ids.includes('d'), 'sending');
  });

  it('handed out just before a crash are handed out again: the place is saved behind them', async () => {
    const [crashed, next] = [new WrittenDown(), new WrittenDown()];
    const one = sender(crashed);
    await until(() => one.links().length > 0, 'taking office');
    const [before] = await db.database.query<{ position: string }>(
      `SELECT position FROM feed_cursors WHERE name = 'receipts'`,
    );
    await receive('last');
    await until(() => crashed.ids.includes('last'), 'sending');
    const [saved] = await db.database.query<{ position: string }>(
      `SELECT position FROM feed_cursors WHERE name = 'receipts'`,
    );
    expect(saved).toEqual(before);
    // As after a kill: the office falls free and nothing more is written.
    await one.stop();
    await db.database.query(`UPDATE feed_cursors SET position = $1 WHERE name = 'receipts'`, [before?.position ?? 0]);
    sender(next);
    await until(() => next.ids.includes('last'), 'sending again');
  });
});
