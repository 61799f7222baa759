// Commands from their outbox: sent once, by one process, tried again, and never after they expired.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeviceCommand, LinkHealth } from '#libs/contracts';
import { DeviceCommands } from '#libs/devices';
import { FactWaker, makeLog, readSettings, type Fact } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { DeviceBroker } from '../device-broker.ts';
import { until } from '../testing/until.ts';
import { CommandSender } from './command-sender.ts';

class WrittenDown extends DeviceBroker {
  readonly address = '';
  canSend = true;
  /** Devices that the broker refuses to take anything for. */
  refuses = new Set<string>();
  readonly sent: { deviceKey: string; command: DeviceCommand }[] = [];
  open = (): Promise<void> => Promise.resolve();
  close = (): Promise<void> => Promise.resolve();
  credentialChanged = (): void => undefined;
  links = (): LinkHealth[] => [];
  sendReceipt = (): Promise<void> => Promise.reject(new Error('no receipt here'));
  sendCommand(deviceKey: string, command: DeviceCommand): Promise<void> {
    if (this.refuses.has(deviceKey)) return Promise.reject(new Error('the broker is away'));
    this.sent.push({ deviceKey, command });
    return Promise.resolve();
  }
  to = (deviceKey: string): DeviceCommand[] =>
    this.sent.filter((one) => one.deviceKey === deviceKey).map(({ command }) => command);
}

describe('Commands', () => {
  let db: TestDatabase;
  let commands: DeviceCommands;
  const open: CommandSender[] = [];

  beforeAll(async () => {
    db = await testDatabase();
    commands = new DeviceCommands(db.database);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((sender) => sender.stop()));
  });
  afterAll(() => db.close());

  const sender = (broker: WrittenDown, waker = new FactWaker(), pollMs = 100): CommandSender => {
    const settings = readSettings({ DATABASE_URL: db.url, FEED_POLL_MS: String(pollMs) });
    const one = new CommandSender(commands, broker, waker, makeLog('test', 'silent'), settings);
    open.push(one);
    one.start();
    return one;
  };
  const give = (key: string, lifeMs = 60_000): Promise<void> =>
    commands.give([key], 'ring', { alertId: randomUUID(), lifeMs });
  const left = async (key: string): Promise<number> =>
    (await db.database.query('SELECT 1 FROM device_commands WHERE device_key = $1 AND sent_at IS NULL', [key])).length;

  it('given before the process began and after are sent, each once', async () => {
    await give('before');
    const broker = new WrittenDown();
    sender(broker);
    await until(() => broker.to('before').length > 0, 'the first');
    await give('after');
    await until(async () => broker.to('after').length > 0 && (await left('after')) === 0, 'the second');
    expect(broker.to('after')[0]).toMatchObject({ type: 'ring', data: {} });
    // Two more looks later it still is one.
    await give('later');
    await until(() => broker.to('later').length > 0, 'the third');
    expect([broker.to('before').length, broker.to('after').length]).toEqual([1, 1]);
  });

  it('given by a console go out at once, not at the next look', async () => {
    const [broker, waker] = [new WrittenDown(), new FactWaker()];
    sender(broker, waker, 5_000);
    await give('first');
    await until(() => broker.to('first').length > 0, 'taking office');
    await give('prompt');
    const fact: Fact = { id: 1, at: '', kind: 'alert', subject: 'a', change: 'positionAsked', data: {} };
    const asked = Date.now();
    waker.wake([fact]);
    await until(() => broker.to('prompt').length > 0, 'being sent');
    expect(Date.now() - asked).toBeLessThan(2_500);
  });

  it('that the broker did not take are sent later, and hold up no other device', async () => {
    const broker = new WrittenDown();
    broker.refuses.add('refused');
    await give('refused');
    await give('other');
    sender(broker);
    await until(() => broker.to('other').length > 0, 'the other one');
    expect(await left('refused')).toBe(1);
    broker.refuses.clear();
    await until(() => broker.to('refused').length > 0, 'being tried again');
  });

  it('that expired meanwhile are never sent', async () => {
    const [away, broker] = [new WrittenDown(), new WrittenDown()];
    away.canSend = false;
    sender(away);
    await give('too-late', 1);
    await give('in-time');
    await db.database.query('SELECT pg_sleep(0.01)');
    sender(broker);
    await until(() => broker.to('in-time').length > 0, 'sending');
    expect(broker.to('too-late')).toEqual([]);
    expect(away.sent).toEqual([]);
  });

  it('are sent by one process at a time; when it ends another one goes on', async () => {
    const [first, second] = [new WrittenDown(), new WrittenDown()];
    const one = sender(first);
    await give('a');
    await until(() => first.to('a').length > 0, 'the first');
    sender(second);
    await give('b');
    await until(async () => first.to('b').length > 0 && (await left('b')) === 0, 'the first still');
    await one.stop();
    await give('c');
    await until(() => second.to('c').length > 0, 'the second');
    expect(second.sent).toHaveLength(1);
  });
});
