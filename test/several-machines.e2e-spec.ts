// The same house as separate processes behind PostgreSQL, Mosquitto and Redis: two of each, and one of them dead.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LedgerRow, Page } from '../libs/contracts/src/index.ts';
import { openBrowser } from './support/browser.ts';
import { Console } from './support/console.ts';
import { Device } from './support/device.ts';
import { Person } from './support/people.ts';
import { SplitHouse } from './support/split-house.ts';
import { pause, until } from './support/waiting.ts';
import { signInAndStartShift, walkOneEmergency } from './support/walk.ts';

let house: SplitHouse;
let admin: Person;
let operator: Person;

beforeAll(async () => {
  house = await SplitHouse.start({
    broker: 'mosquitto',
    ingestIds: ['1', '2'],
    apis: 2,
    env: { LEASE_MS: '4000', BEAT_MS: '1000' },
  });
  [admin, operator] = await Promise.all([Person.signIn(house.http, 'admin'), Person.signIn(house.http, 'operator')]);
});
afterAll(() => house?.stop());

const ledger = async (eventId: string): Promise<LedgerRow[]> =>
  (await admin.get<Page<LedgerRow>>(`/api/v1/devices/events?eventId=${encodeURIComponent(eventId)}`)).items;
async function closeAll(desk: Console): Promise<void> {
  for (const { id } of desk.held.values()) {
    await desk.ask('claim', { alertId: id });
    await desk.ask('close', { alertId: id, outcome: 'falseAlarm' });
  }
  await until('an empty queue', () => desk.held.size === 0);
}

describe('Behind Mosquitto, PostgreSQL and Redis', () => {
  it('an emergency is walked in the browser from the press to the close', async () => {
    const { browser, page } = await openBrowser();
    try {
      await signInAndStartShift(page, house.http, 'operator2');
      await walkOneEmergency(page, house.mqtt, 'demo-sos-1');
    } finally {
      await browser.close();
    }
  });

  it('a first administrator is made by a command and signs in; the same name is refused a second time', async () => {
    const args = ['--username', 'first-admin', '--role', 'admin'];
    const password = /password (\S+)/.exec(await house.command('api', args, 'create-account'))?.[1] ?? '';
    const first = await Person.signIn(house.http, 'first-admin', password);
    expect(first.login.account).toMatchObject({ role: 'admin', scopes: [{ kind: 'division', ref: '330723000000' }] });
    await expect(house.command('api', args, 'create-account')).rejects.toThrow('ACCOUNT.USERNAME_TAKEN: first-admin');
  });

  it('two api processes show the same, and a claim through one is seen through the other', async () => {
    const [first, second] = house.apis;
    const one = await Console.connect(first?.http ?? '', operator.token, { displays: true });
    const two = await Console.connect(second?.http ?? '', (await Person.signIn(second?.http ?? '', 'operator2')).token);
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-2' });
    await device.press('both-1');
    const seen = await two.sees('the press', (a) => a.device?.key === 'demo-sos-2' && a.state === 'raised');
    await one.sees('the press', (a) => a.id === seen.id);
    expect(await one.ask('claim', { alertId: seen.id })).toMatchObject({ ok: true });
    await two.sees('the claim', (a) => a.id === seen.id && a.claimedBy?.id === operator.login.account.id);
    expect(await two.ask('claim', { alertId: seen.id })).toMatchObject({
      ok: false,
      error: { code: 'ALERT.ALREADY_CLAIMED' },
    });
    await until(
      'both digests to agree',
      () => one.digest() === two.digest() && two.beats.at(-1)?.digest === two.digest(),
    );
    await closeAll(one);
    one.close();
    two.close();
    await device.end();
  });

  it('each press is stored by both ingest processes and counted once, ten copies of it too', async () => {
    const desk = await Console.connect(house.http, operator.token, { displays: true });
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-3' });
    const at = Date.now();
    await Promise.all(Array.from({ length: 10 }, () => device.press('twin-1', { at })));
    await device.receipt('twin-1');
    const rows = await until('all copies to be noted', async () => {
      const found = await ledger('twin-1');
      return (found[0]?.copies ?? 0) >= 19 && found;
    });
    expect(rows).toHaveLength(1);
    const alert = await desk.sees('the case', (a) => a.device?.key === 'demo-sos-3' && a.state === 'raised');
    expect(alert.presses).toBe(1);
    await closeAll(desk);
    desk.close();
    await device.end();
  });

  it('nobody signs in with a wrong secret, speaks for another, or takes a lane by its client id', async () => {
    const refused: unknown = await Device.connect(house.mqtt, { key: 'demo-sos-1', secret: 'wrong' }).catch(
      (error: unknown) => error,
    );
    expect([4, 5]).toContain((refused as { code?: number }).code);
    // The client id is replaced by the user name: the lane keeps its connection, and the forged word is not stored.
    const thief = await Device.connect(house.mqtt, { key: 'demo-sos-4', clientId: 'ingest-1-a0' });
    thief.client.publish('devices/demo-sos-1/events', JSON.stringify({ id: 'forged-2', type: 'sos' }), { qos: 1 });
    await thief.press('honest-2');
    await thief.receipt('honest-2');
    expect(await ledger('forged-2')).toEqual([]);
    const desk = await Console.connect(house.http, operator.token, { displays: true });
    await closeAll(desk);
    desk.close();
    await thief.end();
  });

  it('with one of two ingest processes dead, every press is still on the screen in 2 s', async () => {
    const desk = await Console.connect(house.http, operator.token, { displays: true });
    await house.ingest.get('1')?.kill9();
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-1' });
    for (let n = 0; n < 30; n++) {
      const id = `half-${n}`;
      const pressed = Date.now();
      await device.press(id);
      await desk.sees(
        `press ${n}`,
        (a) => a.device?.key === 'demo-sos-1' && a.state === 'raised' && a.presses === n + 1,
        2_000,
      );
      expect(Date.now() - pressed).toBeLessThan(2_000);
    }
    // The other one sends the receipts as soon as it notices that it is alone.
    await device.receipt('half-29', 'received', 30_000);
    await house.startIngest('1');
    // What the broker kept for the dead one's lanes comes as copies and doubles nothing.
    await until('the copies to be noted', async () => ((await ledger('half-29'))[0]?.copies ?? 0) >= 1, 30_000);
    const alert = await desk.sees('the case', (a) => a.device?.key === 'demo-sos-1' && a.state === 'raised');
    expect(alert.presses).toBe(30);
    await closeAll(desk);
    desk.close();
    await device.end();
  });

  it('all workers dead and Redis flushed, a lapsed claim still returns and an unseen alert still escalates', async () => {
    await Promise.all(house.workers.map((worker) => worker.kill9()));
    const desk = await Console.connect(house.http, operator.token);
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-2' });
    await device.press(`unseen-${Date.now()}`);
    const alert = await desk.sees('the press', (a) => a.device?.key === 'demo-sos-2' && a.state === 'raised');
    await desk.sees('its escalation', (a) => a.id === alert.id && a.escalated, 20_000);
    expect(await desk.ask('claim', { alertId: alert.id })).toMatchObject({ ok: true });
    await desk.sees('its return', (a) => a.id === alert.id && a.state === 'raised', 20_000);
    await house.startWorker();
    await closeAll(desk);
    desk.close();
    await device.end();
  });

  it('a broker that is killed in a burst loses nothing for which a receipt came', async () => {
    const desk = await Console.connect(house.http, operator.token, { displays: true });
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-3' });
    let stopped = false;
    const burst = (async () => {
      for (let n = 0; !stopped && n < 500; n++) {
        const sent = device.press(`broker-${n}`).catch(() => undefined);
        await Promise.race([sent, pause(500)]);
      }
    })();
    await until('some receipts', () => device.receipts.length > 5);
    await house.broker?.kill9();
    stopped = true;
    await burst;
    await device.client.endAsync(true);
    await house.startBroker();
    const pressedAt = Date.now();
    const again = await until('the device to come back', () =>
      Device.connect(house.mqtt, { key: 'demo-sos-3' }).catch(() => null),
    );
    // The broker's PUBACK is no promise (it may have forgotten who subscribes): the device repeats until its lamp is lit.
    await until(
      'the receipt that ends the repeating',
      async () => {
        await again.press('broker-after', { at: pressedAt });
        return again.receipt('broker-after', 'received', 1_000).catch(() => null);
      },
      40_000,
    );
    expect(await ledger('broker-after')).toHaveLength(1);
    for (const receipt of device.receipts) expect(await ledger(receipt.id)).toHaveLength(1);
    await closeAll(desk);
    desk.close();
    await again.end();
  });
});
