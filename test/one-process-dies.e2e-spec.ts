// Separate processes with the embedded broker: ingest killed before its commit, after it, after the acknowledgement; api killed.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { LedgerRow, Page } from '../libs/contracts/src/index.ts';
import { Console } from './support/console.ts';
import { Device } from './support/device.ts';
import { Person } from './support/people.ts';
import { SplitHouse } from './support/split-house.ts';
import { TcpProxy } from './support/tcp-proxy.ts';
import { pause, until } from './support/waiting.ts';

let house: SplitHouse;
let admin: Person;
let operator: Person;

beforeAll(async () => {
  house = await SplitHouse.start({ broker: 'embedded' });
  [admin, operator] = await Promise.all([Person.signIn(house.http, 'admin'), Person.signIn(house.http, 'operator')]);
});
afterAll(() => house?.stop());

const ledger = async (eventId: string): Promise<LedgerRow[]> =>
  (await admin.get<Page<LedgerRow>>(`/api/v1/devices/events?eventId=${eventId}`)).items;
/** Of the case that this event led to. */
const pressesOf = async (eventId: string): Promise<number | undefined> => {
  const [row] = await ledger(eventId);
  return (await admin.alerts('open')).find((one) => one.id === row?.alertId)?.presses;
};
/** Presses; answers whether it has been acknowledged within a second of being asked. */
const sent = (device: Device, eventId: string): (() => Promise<boolean>) => {
  const sending = device.press(eventId).then(
    () => true,
    () => false,
  );
  return () => Promise.race([sending, pause(1_000).then(() => false)]);
};
const killIngest = async (): Promise<void> => house.ingest.get('1')?.kill9();

/** Somebody who holds what a press needs. */
class Holder {
  private constructor(private readonly client: pg.Client) {}

  static async of(lockSql: string): Promise<Holder> {
    const client = new pg.Client({ connectionString: house.databaseUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query(lockSql);
    return new Holder(client);
  }

  async isWaitedFor(): Promise<void> {
    await until('the transaction to wait', async () => {
      // Within a transaction the first look at it would be remembered.
      await this.client.query('SELECT pg_stat_clear_snapshot()');
      const { rows } = await this.client.query(
        `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      );
      return rows.length > 0;
    });
  }

  async letGo(): Promise<void> {
    await this.client.query('ROLLBACK');
    await this.client.end();
  }
}

describe('Ingest killed', () => {
  it('before its commit has acknowledged nothing and stored nothing; the device sends again and there is one press', async () => {
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-1' });
    // A second press asks before it writes: its commit is not on its way while it waits.
    await device.press('loud-1');
    const holder = await Holder.of(
      `SELECT h.id FROM homes h JOIN residencies r ON r.home_id = h.id JOIN device_placements p ON p.elder_id = r.elder_id
       JOIN devices d ON d.id = p.device_id WHERE d.key = 'demo-sos-1' FOR UPDATE OF h`,
    );
    const acknowledged = sent(device, 'before-1');
    await holder.isWaitedFor();
    await killIngest();
    expect(await acknowledged()).toBe(false);
    await holder.letGo();
    await device.client.endAsync(true);
    await until('the dead transaction to be gone', async () => (await ledger('before-1')).length === 0);
    await house.startIngest('1');
    const again = await Device.connect(house.mqtt, { key: 'demo-sos-1' });
    await again.press('before-1');
    await again.receipt('before-1');
    expect(await ledger('before-1')).toMatchObject([{ became: 'press', copies: 0 }]);
    expect(await pressesOf('before-1')).toBe(2);
    await again.end();
  });

  it('while its first press is with the database, commit and all, has acknowledged nothing; the copy folds into it', async () => {
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-5' });
    const holder = await Holder.of(`SELECT pg_advisory_xact_lock(hashtextextended('device:demo-sos-5', 7))`);
    const acknowledged = sent(device, 'within-1');
    await holder.isWaitedFor();
    await killIngest();
    expect(await acknowledged()).toBe(false);
    expect(await ledger('within-1')).toEqual([]);
    await holder.letGo();
    await device.client.endAsync(true);
    await house.startIngest('1');
    const again = await Device.connect(house.mqtt, { key: 'demo-sos-5' });
    await again.press('within-1');
    await again.receipt('within-1');
    expect(await ledger('within-1')).toMatchObject([{ became: 'alert' }]);
    expect(await pressesOf('within-1')).toBe(1);
    await again.end();
  });

  it('after its commit and before the acknowledgement: the copy folds into the one press, and its receipt comes', async () => {
    const proxy = await TcpProxy.to(Number(new URL(house.mqtt).port));
    const device = await Device.connect(`mqtt://127.0.0.1:${proxy.port}`, { key: 'demo-sos-2' });
    proxy.holdAnswers = true;
    let acknowledged = false;
    device.press('after-1').then(
      () => (acknowledged = true),
      () => undefined,
    );
    await until('the press to be stored', async () => (await ledger('after-1')).length === 1);
    await killIngest();
    expect(acknowledged).toBe(false);
    await device.client.endAsync(true);
    await proxy.close();
    await house.startIngest('1');
    const again = await Device.connect(house.mqtt, { key: 'demo-sos-2' });
    await again.press('after-1');
    await again.receipt('after-1');
    const [row] = await ledger('after-1');
    expect(row).toMatchObject({ became: 'alert', copies: 1 });
    expect(await pressesOf('after-1')).toBe(1);
    await again.end();
  });

  it('right after the acknowledgement: the press is on the screen, and its receipt is sent after the restart', async () => {
    const desk = await Console.connect(house.http, operator.token, { displays: true });
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-3' });
    await device.press('acked-1');
    await killIngest();
    await desk.sees('the press', (a) => a.device?.key === 'demo-sos-3' && a.state === 'raised', 5_000);
    await device.client.endAsync(true);
    await house.startIngest('1');
    const again = await Device.connect(house.mqtt, { key: 'demo-sos-3' });
    await again.press('acked-1');
    await again.receipt('acked-1');
    expect(await ledger('acked-1')).toMatchObject([{ became: 'alert' }]);
    desk.close();
    await again.end();
  });
});

describe('An api process killed with consoles connected', () => {
  it('is replaced; the console that comes back holds every open case', async () => {
    const desk = await Console.connect(house.http, operator.token, { displays: true });
    const held = [...desk.held.keys()].sort();
    const lost = new Promise<void>((resolve) => desk.socket.once('disconnect', () => resolve()));
    await house.apis.shift()?.process.kill9();
    await lost;
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-4' });
    await device.press('apiless-1');
    await device.receipt('apiless-1');
    await house.startApi();
    const back = await Console.connect(house.http, operator.token, { displays: true });
    await back.sees('the press made meanwhile', (a) => a.device?.key === 'demo-sos-4');
    expect([...back.held.keys()].sort()).toEqual(expect.arrayContaining(held));
    back.close();
    await device.end();
  });
});
