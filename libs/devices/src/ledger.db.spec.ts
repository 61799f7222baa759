// What is kept of signals, how it is found again, and when it goes, on a real database.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock, newId, readSettings } from '#libs/platform';
import { codeOf, testDatabase, type TestDatabase } from '#libs/testing';
import { QuarantineStore } from './database/quarantine.store.ts';
import { TelemetryStore } from './database/telemetry.store.ts';
import { FindInLedger } from './use-cases/find-in-ledger.ts';
import { FindInQuarantine } from './use-cases/find-in-quarantine.ts';
import { SignalRetention } from './use-cases/signal-retention.ts';

const DAY_MS = 86_400_000;

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

describe('The ledger', () => {
  const ledger = (): FindInLedger => new FindInLedger(db.database);
  const received = new Date('2025-11-22T10:00:00Z');

  beforeAll(async () => {
    const event = (key: string, id: string, payload: Buffer, became: string, minutes: number): Promise<unknown> =>
      db.database.query(
        `INSERT INTO device_events (id, device_key, event_id, channel, type, kind, at, received_at, payload, copies, became)
         VALUES ($1, $2, $3, 'events', 'sos', 'sos', $4, $4, $5, 2, $6)`,
        [newId(), key, id, new Date(received.getTime() + minutes * 60_000), payload, became],
      );
    await event('led-1', 'a', Buffer.from('{"type":"sos","extra":[1]}'), 'noted', 0);
    await event('led-1', 'b', Buffer.from([0xff, 0]), 'quarantine', 1);
    await event('led-2', 'a', Buffer.from('{}'), 'noted', 2);
    const telemetry = new TelemetryStore(db.database);
    await telemetry.add([
      {
        deviceKey: 'led-1',
        atMs: received.getTime(),
        receivedMs: received.getTime() + 180_000,
        json: '{"heartRate":70}',
      },
    ]);
    const refused = {
      receivedAt: new Date(received.getTime() + 240_000),
      deviceKey: 'led-1',
      reason: 'notJson',
      payload: Buffer.from('{'),
      alertId: null,
    };
    await new QuarantineStore().put(db.database, [
      { ...refused, topic: 'devices/led-1/telemetry' },
      { ...refused, topic: 'devices/led-1/events' },
    ]);
  });

  it('shows everything of a device as it was stored, with what became of it, each once', async () => {
    const { items, total } = await ledger().find({ deviceKey: 'led-1', page: 1, pageSize: 10 });
    expect(total).toBe(4);
    expect(items.map((row) => [row.channel, row.eventId, row.became, row.copies, row.encoding, row.payload])).toEqual([
      ['telemetry', null, 'quarantine', 0, 'base64', Buffer.from('{').toString('base64')],
      ['telemetry', null, 'telemetry', 0, 'json', { at: '2025-11-22T10:00:00+00:00', values: { heartRate: 70 } }],
      ['events', 'b', 'quarantine', 2, 'base64', '/wA='],
      ['events', 'a', 'noted', 2, 'json', { type: 'sos', extra: [1] }],
    ]);
  });

  it('is asked by event id, time and page', async () => {
    const find = async (filter: object): Promise<string[]> =>
      (await ledger().find({ page: 1, pageSize: 10, ...filter })).items.map(
        (row) => `${row.deviceKey}/${row.eventId ?? row.channel}`,
      );
    expect(await find({ eventId: 'a' })).toEqual(['led-2/a', 'led-1/a']);
    expect(await find({ eventId: 'a', deviceKey: 'led-1' })).toEqual(['led-1/a']);
    const at = (minutes: number): Date => new Date(received.getTime() + minutes * 60_000);
    expect(await find({ from: at(1), to: at(4) })).toEqual(['led-1/telemetry', 'led-2/a', 'led-1/b']);
    expect(await ledger().find({ deviceKey: 'led-1', page: 2, pageSize: 3 })).toMatchObject({
      total: 4,
      items: [{ eventId: 'a' }],
    });
    expect(await ledger().find({ deviceKey: 'led-1', page: 3, pageSize: 3 })).toEqual({ total: 4, items: [] });
  });

  it('and the quarantine show broken bytes without breaking', async () => {
    const quarantine = new FindInQuarantine(db.database);
    await new QuarantineStore().put(db.database, [
      {
        receivedAt: new Date(),
        deviceKey: 'led-9',
        topic: 'devices/led-9/events',
        reason: 'notUtf8',
        payload: Buffer.concat([Buffer.from([0, 255]), Buffer.alloc(500, 'x')]),
        alertId: null,
      },
    ]);
    const { items, total } = await quarantine.find({ deviceKey: 'led-9', page: 1, pageSize: 10 });
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ reason: 'notUtf8', bytes: 502, preview: `\uFFFD\uFFFD${'x'.repeat(198)}` });
    expect(await quarantine.raw(items[0]?.id ?? '')).toHaveLength(502);
    expect(await codeOf(quarantine.raw(newId()))).toBe('QUARANTINE.NOT_FOUND');
  });
});

describe('Retention', () => {
  it('removes what is too old and nothing else', async () => {
    const now = new Date('2030-06-01T04:00:00Z');
    class Then extends Clock {
      override now(): Date {
        return now;
      }
    }
    const telemetry = new TelemetryStore(db.database);
    const old = now.getTime() - 91 * DAY_MS;
    await telemetry.add(
      [old, old + 2 * DAY_MS].map((atMs) => ({ deviceKey: 'ret-1', atMs, receivedMs: atMs, json: '{}' })),
    );
    for (const [id, days] of [
      ['old', 1826],
      ['new', 1824],
    ] as const) {
      await db.database.query(
        `INSERT INTO device_events (id, device_key, event_id, channel, type, kind, at, received_at, payload, became)
         VALUES ($1, 'ret-1', $2, 'events', 'x', 'other', now(), $3, '', 'noted')`,
        [newId(), id, new Date(now.getTime() - days * DAY_MS)],
      );
    }
    const settings = readSettings({ EVENT_RETENTION_DAYS: '1825', TELEMETRY_RETENTION_DAYS: '90' });
    await new SignalRetention(db.database, telemetry, new Then(), settings).run();
    expect(await db.database.query(`SELECT event_id FROM device_events WHERE device_key = 'ret-1'`)).toEqual([
      { event_id: 'new' },
    ]);
    expect(await db.database.query(`SELECT at FROM telemetry WHERE device_key = 'ret-1'`)).toEqual([
      { at: new Date(old + 2 * DAY_MS) },
    ]);
    const [ahead] = await db.database.query(`SELECT to_regclass('telemetry_20300604') IS NOT NULL AS there`);
    expect(ahead).toEqual({ there: true });
  });
});
