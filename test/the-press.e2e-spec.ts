// Stories of one press on the embedded stack: duplicates, lateness, cancels, strangers, garbage, and who may say what.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import type { LedgerRow, Page, QuarantineView } from '../libs/contracts/src/index.ts';
import { Console } from './support/console.ts';
import { Device } from './support/device.ts';
import { Person } from './support/people.ts';
import { startStandalone, temporaryFolder, type Standalone } from './support/standalone.ts';
import { until } from './support/waiting.ts';

const folder = temporaryFolder();
let house: Standalone;
let admin: Person;
let operator: Person;
let desk: Console;

beforeAll(async () => {
  house = await startStandalone(folder.path);
  [admin, operator] = await Promise.all([Person.signIn(house.http, 'admin'), Person.signIn(house.http, 'operator')]);
  desk = await Console.connect(house.http, operator.token, { displays: true });
});
afterAll(async () => {
  desk?.close();
  await house?.process.stop();
  folder.remove();
});

const ledger = async (eventId: string): Promise<LedgerRow[]> =>
  (await admin.get<Page<LedgerRow>>(`/api/v1/devices/events?eventId=${encodeURIComponent(eventId)}`)).items;
const openOf = (deviceKey: string) => [...desk.held.values()].filter((alert) => alert.device?.key === deviceKey);
/** Closes what a story left open, so that the next one begins in peace. */
async function closeAll(deviceKey: string): Promise<void> {
  for (const { id } of openOf(deviceKey)) {
    expect(await desk.ask('claim', { alertId: id })).toMatchObject({ ok: true });
    expect(await desk.ask('close', { alertId: id, outcome: 'falseAlarm' })).toMatchObject({ ok: true });
  }
  await until('the queue to be empty', () => openOf(deviceKey).length === 0);
}

describe('A press', () => {
  it('reaches the console with elder, home and place, and its lamp is lit at every step', async () => {
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-1' });
    await device.press('walk-1');
    const alert = await desk.sees('the press', (a) => a.device?.key === 'demo-sos-1' && a.state === 'raised');
    expect(alert).toMatchObject({
      kind: 'sos',
      severity: 'P1',
      presses: 1,
      lateSeconds: 0,
      source: 'device',
      stage: 'raised',
    });
    expect(alert.elder).toMatchObject({
      name: expect.any(String),
      age: expect.any(Number),
      address: expect.any(String),
    });
    expect(alert.home?.residents).toHaveLength(1);
    expect(alert.division?.code).toMatch(/^330723\d{6}$/);
    expect((await device.receipt('walk-1')).alert).toBe(alert.number);
    const claimed = await desk.ask('claim', { alertId: alert.id });
    expect(claimed).toMatchObject({
      ok: true,
      alert: { state: 'claimed', claimedBy: { id: operator.login.account.id } },
    });
    await device.receipt('walk-1', 'claimed');
    expect(await desk.ask('close', { alertId: alert.id, outcome: 'helpGiven', note: '已送医' })).toMatchObject({
      ok: true,
    });
    await device.receipt('walk-1', 'closed');
    await until('the case to leave the queue', () => openOf('demo-sos-1').length === 0);
    await device.end();
  });

  it('that comes eleven times under one id is one press; copies are noted, and each is acknowledged and answered', async () => {
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-2' });
    const at = Date.now();
    await Promise.all(Array.from({ length: 10 }, () => device.press('copy-1', { at })));
    await device.receipt('copy-1');
    // A redelivery of what is long stored is answered again: the first receipt may have been lost.
    const answered = device.receipts.length;
    await device.press('copy-1', { at });
    await until('the receipt to come again', () => device.receipts.length > answered);
    const alert = await desk.sees('the case', (a) => a.device?.key === 'demo-sos-2' && a.state === 'raised');
    expect(alert.presses).toBe(1);
    const rows = await ledger('copy-1');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ copies: 10, became: 'alert', alertId: alert.id });
    await closeAll('demo-sos-2');
    await device.end();
  });

  it('with an id of its own each time is counted, shown and made urgent; none opens a second case', async () => {
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-3' });
    for (const n of [1, 2, 3]) await device.press(`count-${n}`);
    const alert = await desk.sees('three presses', (a) => a.device?.key === 'demo-sos-3' && a.presses === 3);
    expect(alert.urgency).toBe(1);
    expect(openOf('demo-sos-3')).toHaveLength(1);
    await closeAll('demo-sos-3');
    await device.end();
  });

  it('from a batch that was kept for 48 hours, shuffled, is one case marked late', async () => {
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-4' });
    const long = Date.now() - 48 * 3_600_000;
    const batch = [3, 1, 2].map((n) => ({ id: `late-${n}`, type: 'sos', at: long + n * 1_000 }));
    await device.send(batch);
    await device.send(batch);
    const alert = await desk.sees('the late case', (a) => a.device?.key === 'demo-sos-4' && a.presses === 3);
    expect(alert.lateSeconds).toBeGreaterThan(47 * 3_600);
    expect(openOf('demo-sos-4')).toHaveLength(1);
    expect(Date.parse(alert.raisedAt)).toBeLessThan(Date.now() - 47 * 3_600_000);
    await closeAll('demo-sos-4');
    await device.end();
  });

  it('whose cancel came first is raised all the same, marked', async () => {
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-1' });
    const at = Date.now();
    await device.send({ id: 'cancel-first', type: 'cancel', at: at + 500, data: { of: 'regret-1' } });
    await device.press('regret-1', { at });
    const alert = await desk.sees('the marked case', (a) => a.device?.key === 'demo-sos-1' && a.state === 'raised');
    expect(alert.cancelledByElderAt).not.toBeNull();
    expect((await ledger('cancel-first'))[0]).toMatchObject({ became: 'cancel' });
    await closeAll('demo-sos-1');
    await device.end();
  });

  it('does not wait behind a device that floods', async () => {
    const [flood, quiet] = await Promise.all([
      Device.connect(house.mqtt, { key: 'demo-sos-3' }),
      Device.connect(house.mqtt, { key: 'demo-sos-1' }),
    ]);
    let flooded = false;
    const at = Date.now();
    const batch = Array.from({ length: 1_000 }, (_, n) => ({ id: `f${n}`, type: 'sos', at }));
    const flooding = flood.send(batch).then(() => (flooded = true));
    await quiet.press('quiet-1');
    expect(flooded).toBe(false);
    await quiet.receipt('quiet-1');
    await flooding;
    await desk.sees('all of the flood', (a) => a.device?.key === 'demo-sos-3' && a.presses === 1_000);
    await closeAll('demo-sos-1');
    await closeAll('demo-sos-3');
    await Promise.all([flood.end(), quiet.end()]);
  });

  it('of a device that nobody registered is a case of the top centre, and not of a subdistrict', async () => {
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-5' });
    const hushan = await Console.connect(house.http, (await Person.signIn(house.http, 'operator-hushan')).token);
    await device.press('stranger-1');
    const alert = await desk.sees('the stranger', (a) => a.device?.key === 'demo-sos-5');
    expect(alert).toMatchObject({ kind: 'unknownDistress', severity: 'P1', elder: null, home: null, division: null });
    await device.send({ id: 'stranger-2', type: 'battery', data: { value: 20 } });
    await device.receipt('stranger-2');
    expect(openOf('demo-sos-5')).toHaveLength(1);
    expect(hushan.told.has(alert.id)).toBe(false);
    hushan.close();
    await closeAll('demo-sos-5');
    await device.end();
  });
});

describe('Scope', () => {
  it('decides what an operator is told and can do', async () => {
    const hushan = await Console.connect(house.http, (await Person.signIn(house.http, 'operator-hushan')).token);
    const [inside, outside] = await Promise.all([
      Device.connect(house.mqtt, { key: 'demo-sos-1' }),
      Device.connect(house.mqtt, { key: 'demo-sos-2' }),
    ]);
    await outside.press('outside-1');
    await inside.press('inside-1');
    const foreign = await desk.sees('the other case', (a) => a.device?.key === 'demo-sos-2' && a.state === 'raised');
    const own = await hushan.sees('its own case', (a) => a.device?.key === 'demo-sos-1' && a.state === 'raised');
    expect(hushan.told.has(foreign.id)).toBe(false);
    for (const event of ['claim', 'renew', 'release'] as const) {
      expect(await hushan.ask(event, { alertId: foreign.id })).toMatchObject({
        ok: false,
        error: { code: 'ALERT.NOT_FOUND' },
      });
    }
    expect(await hushan.ask('note', { alertId: foreign.id, text: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'ALERT.NOT_FOUND' },
    });
    expect(await hushan.ask('displayed', { alertId: foreign.id, audible: true, visible: true })).toMatchObject({
      ok: false,
      error: { code: 'ALERT.NOT_FOUND' },
    });
    expect(await hushan.ask('close', { alertId: foreign.id, outcome: 'falseAlarm' })).toMatchObject({
      ok: false,
      error: { code: 'ALERT.NOT_FOUND' },
    });
    expect(await hushan.ask('note', { alertId: own.id, text: '辖区内' })).toMatchObject({ ok: true });
    await until('beats to agree', () => hushan.beats.at(-1)?.digest === hushan.digest());
    expect(hushan.beats.at(-1)?.openCount).toBe(hushan.held.size);
    hushan.close();
    await closeAll('demo-sos-1');
    await closeAll('demo-sos-2');
    await Promise.all([inside.end(), outside.end()]);
  });

  it('lets nobody in without a session or through the wrong door', async () => {
    await expect(Console.connect(house.http, 'nonsense')).rejects.toMatchObject({ data: { code: 'AUTH.REQUIRED' } });
    const family = await Person.signIn(house.http, 'family');
    await expect(Console.connect(house.http, family.token)).rejects.toMatchObject({ data: { code: 'AUTH.FORBIDDEN' } });
    for (const door of ['/', '/station', '/nowhere']) {
      const socket = io(`${house.http}${door}`, { transports: ['websocket'], reconnection: false, forceNew: true });
      const refusal = await new Promise((resolve) => {
        socket.once('connect', () => resolve('let in'));
        socket.once('connect_error', resolve);
      });
      socket.disconnect();
      expect(refusal).toMatchObject({ data: { code: 'AUTH.REQUIRED' } });
    }
    const reader = await Console.connect(house.http, admin.token);
    expect(await reader.ask('startShift', { audible: true })).toMatchObject({
      ok: false,
      error: { code: 'AUTH.FORBIDDEN' },
    });
    reader.close();
  });
});

describe('A message that cannot be read', () => {
  const corpus: [string, Buffer][] = [
    ['bad JSON', Buffer.from('{"id":')],
    ['a NUL byte', Buffer.from('{"id":"a\\u0000b","type":"sos\u0000"}')],
    ['invalid UTF-8', Buffer.from([0xff, 0xfe, 0x7b])],
    ['deep nesting', Buffer.from('['.repeat(5_000) + ']'.repeat(5_000))],
    ['nothing at all', Buffer.alloc(0)],
    ['a bare word', Buffer.from('help')],
  ];

  it.each(corpus)('(%s) from a placed SOS device is kept and still opens a case', async (_name, bytes) => {
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-2' });
    const before = (await admin.get<Page<QuarantineView>>('/api/v1/quarantine?pageSize=1')).total;
    await device.send(bytes);
    const alert = await desk.sees('the unreadable cry', (a) => a.device?.key === 'demo-sos-2' && a.state === 'raised');
    expect(alert).toMatchObject({ kind: 'sos', unreadable: true });
    const { items, total } = await admin.get<Page<QuarantineView>>('/api/v1/quarantine?pageSize=1');
    expect(total).toBe(before + 1);
    expect(items[0]).toMatchObject({ deviceKey: 'demo-sos-2', bytes: bytes.length });
    const raw = await fetch(`${house.http}/api/v1/quarantine/${items[0]?.id}/raw`, {
      headers: { authorization: `Bearer ${admin.token}` },
    });
    expect(Buffer.from(await raw.arrayBuffer()).equals(bytes)).toBe(true);
    expect(await (await fetch(`${house.http}/metrics`)).text()).toMatch(/yinling_quarantined_total\{[^}]*\} [1-9]/);
    await closeAll('demo-sos-2');
    await device.end();
  });

  it('and is longer than 64 KiB ends its connection and nothing else', async () => {
    const device = await Device.connect(house.mqtt, { key: 'demo-sos-2' });
    const closed = new Promise<void>((resolve) => device.client.once('close', () => resolve()));
    device.send(Buffer.alloc(70_000, 0x20)).catch(() => undefined);
    await closed;
    const again = await Device.connect(house.mqtt, { key: 'demo-sos-2' });
    await again.send({ id: 'alive', type: 'test' });
    await again.receipt('alive');
    await again.end();
  });
});

describe('The broker', () => {
  it('answers a wrong secret, an unknown device and a foreign client id with CONNACK 4 or 5', async () => {
    for (const options of [
      { key: 'demo-sos-1', secret: 'wrong' },
      { key: 'nobody-knows-me', secret: 'x' },
      { key: '__proto__', secret: 'x' },
      { key: 'demo-sos-1', clientId: 'demo-sos-2' },
    ]) {
      const refusal: unknown = await Device.connect(house.mqtt, options).catch((error: unknown) => error);
      expect([4, 5]).toContain((refusal as { code?: number }).code);
    }
  });

  it('stores nothing that one device says in the name of another, and keeps its receipts from it', async () => {
    const thief = await Device.connect(house.mqtt, { key: 'demo-sos-3' });
    const closed = new Promise<void>((resolve) => thief.client.once('close', () => resolve()));
    const granted = await thief.client.subscribeAsync('devices/demo-sos-1/receipts', { qos: 1 }).catch(() => null);
    expect(granted === null || granted.every((grant) => grant.qos === 128)).toBe(true);
    thief.client.publish('devices/demo-sos-1/events', JSON.stringify({ id: 'forged', type: 'sos' }), { qos: 1 });
    await closed;
    expect(await ledger('forged')).toEqual([]);
    expect(openOf('demo-sos-1')).toEqual([]);
  });

  it('cuts a device off when its secret is revoked, and lets it in with the new one', async () => {
    const key = `spare-${Date.now()}`;
    const made = await admin.ask<{ id: string }>('POST', '/api/v1/devices', {
      key,
      name: '备用按钮',
      kind: 'sosButton',
    });
    expect(made.status).toBe(201);
    const issued = await admin.ask<{ secret: string }>('POST', `/api/v1/devices/${made.body.id}/secret`);
    const device = await Device.connect(house.mqtt, { key, secret: issued.body.secret });
    const closed = new Promise<void>((resolve) => device.client.once('close', () => resolve()));
    expect((await admin.ask('DELETE', `/api/v1/devices/${made.body.id}/secret`)).status).toBeLessThan(300);
    await closed;
    await expect(Device.connect(house.mqtt, { key, secret: issued.body.secret })).rejects.toThrow();
    const again = await admin.ask<{ secret: string }>('POST', `/api/v1/devices/${made.body.id}/secret`);
    const back = await Device.connect(house.mqtt, { key, secret: again.body.secret });
    await back.end();
  });
});
