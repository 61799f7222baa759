// Commands to devices and where devices say that they are, on a real database.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeviceKind } from '#libs/contracts';
import { Clock } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { TelemetryStore } from '../database/telemetry.store.ts';
import { DeviceCommands } from './device-commands.ts';
import { Whereabouts } from './whereabouts.ts';

let db: TestDatabase;
let commands: DeviceCommands;
let homeId: string;

beforeAll(async () => {
  db = await testDatabase();
  commands = new DeviceCommands(db.database);
  homeId = randomUUID();
  await db.database.query(`INSERT INTO divisions (code, name, level) VALUES ('330723001001', '溪里社区', 'community')`);
  await db.database.query(`INSERT INTO homes (id, community_code, street) VALUES ($1, '330723001001', '解放路')`, [
    homeId,
  ]);
});
afterAll(() => db.close());

const anElder = async (): Promise<string> => {
  const id = randomUUID();
  await db.database.query(
    `INSERT INTO elders (id, name, pinyin, sex, birth_date, living) VALUES ($1, '王', 'w', 'female', '1940-01-01', 'alone')`,
    [id],
  );
  return id;
};
const aDevice = async (
  kind: DeviceKind,
  where: { elderId: string } | { homeId: string },
  during = '[2020-01-01,)',
): Promise<string> => {
  const [id, key] = [randomUUID(), `${kind}-${randomUUID()}`];
  await db.database.query('INSERT INTO devices (id, key, name, kind) VALUES ($1, $2, $3, $4)', [
    id,
    key,
    `名-${kind}`,
    kind,
  ]);
  await db.database.query(
    'INSERT INTO device_placements (id, device_id, elder_id, home_id, during) VALUES (gen_random_uuid(), $1, $2, $3, $4)',
    [id, 'elderId' in where ? where.elderId : null, 'homeId' in where ? where.homeId : null, during],
  );
  return key;
};
const given = (key: string) =>
  db.database.query<{ type: string; alert_id: string }>(
    'SELECT type, alert_id FROM device_commands WHERE device_key = $1',
    [key],
  );
const locate = (cases: { alertId: string; elderId: string }[], everyMs: number): Promise<number> =>
  db.database.transaction((tx) => commands.locate(tx, cases, everyMs));

describe('Devices of somebody who is searched for', () => {
  it('are asked where they are, those only that are worn now and can tell', async () => {
    const elderId = await anElder();
    const [watch, pendant] = [await aDevice('gpsWatch', { elderId }), await aDevice('pendant', { elderId })];
    const others = [
      await aDevice('vitalBand', { elderId }),
      await aDevice('gpsWatch', { elderId }, '[2020-01-01,2021-01-01)'),
      await aDevice('pendant', { elderId: await anElder() }),
      await aDevice('gpsWatch', { homeId }),
    ];
    const alertId = randomUUID();
    expect(await locate([{ alertId, elderId }], 30_000)).toBe(2);
    for (const key of [watch, pendant]) expect(await given(key)).toEqual([{ type: 'locate', alert_id: alertId }]);
    for (const key of others) expect(await given(key)).toEqual([]);
    expect((await commands.locatingOf([elderId])).map(({ key }) => key)).toEqual([watch, pendant]);
  });

  it('are asked once within the interval, in however many cases, and again after it', async () => {
    const elderId = await anElder();
    const key = await aDevice('gpsWatch', { elderId });
    const cases = [
      { alertId: randomUUID(), elderId },
      { alertId: randomUUID(), elderId },
    ];
    expect(await locate(cases, 30_000)).toBe(1);
    expect(await locate(cases, 30_000)).toBe(0);
    await db.database.query(
      `UPDATE device_commands SET created_at = created_at - interval '30 seconds' WHERE device_key = $1`,
      [key],
    );
    expect(await locate(cases, 30_000)).toBe(1);
    expect(await given(key)).toHaveLength(2);
  });
});

describe('A command', () => {
  it('waits until it was sent, and not longer than it lives', async () => {
    const key = `waits-${randomUUID()}`;
    const alertId = randomUUID();
    const mine = async (): Promise<string[]> =>
      (await commands.waiting(1_000)).filter(({ deviceKey }) => deviceKey === key).map(({ command }) => command.type);
    await commands.give([key], 'ring', { alertId, lifeMs: 60_000 });
    await commands.give([key], 'locate', { alertId, lifeMs: 60_000 });
    expect((await mine()).sort()).toEqual(['locate', 'ring']);
    const [first] = (await commands.waiting(1_000)).filter(({ deviceKey }) => deviceKey === key);
    expect(first?.command.data).toEqual({});
    await commands.sent([first?.command.id ?? '']);
    expect(await mine()).toHaveLength(1);
    await db.database.query(
      `UPDATE device_commands SET created_at = now() - interval '2 minutes', expires_at = now() - interval '1 minute' WHERE device_key = $1`,
      [key],
    );
    expect(await mine()).toEqual([]);
  });
});

describe('Where somebody is', () => {
  const whereabouts = () => new Whereabouts(db.database, new Clock());
  const read = (deviceKey: string, minutesAgo: number, values: object): Promise<void> => {
    const atMs = Date.now() - minutesAgo * 60_000;
    return new TelemetryStore(db.database).add([{ deviceKey, atMs, receivedMs: atMs, json: JSON.stringify(values) }]);
  };

  it('is told by the readings of what they wear, newest first; what is no position is none', async () => {
    const elderId = await anElder();
    const watch = await aDevice('gpsWatch', { elderId });
    await read(watch, 30, { lng: 119.8, lat: 28.9, accuracy: 25 });
    await read(watch, 10, { lng: 119.81, lat: 28.91 });
    await read(watch, 1, { battery: 80 });
    for (const values of [
      { lng: 0, lat: 0 },
      { lng: '119.8', lat: 28.9 },
      { lng: 119.8 },
      { lng: 200, lat: 28.9 },
      { lng: 'far', lat: 'away' },
      { lng: {}, lat: [] },
      { lng: 119.8, lat: 28.9e300 },
      { lng: 119.8, lat: null },
    ])
      await read(watch, 0.5, values);
    await read(watch, 60 * 24 * 6.9, { lng: 119.7, lat: 28.8, accuracy: -1 });
    const found = await whereabouts().of([elderId], 10);
    expect(found.map(({ lng, lat, accuracyM, deviceName }) => [lng, lat, accuracyM, deviceName])).toEqual([
      [119.81, 28.91, null, '名-gpsWatch'],
      [119.8, 28.9, 25, '名-gpsWatch'],
      [119.7, 28.8, null, '名-gpsWatch'],
    ]);
    expect(await whereabouts().of([elderId], 1)).toHaveLength(1);
    expect(await whereabouts().of([await anElder()], 10)).toEqual([]);
    expect(await whereabouts().of([], 10)).toEqual([]);
  });

  it('is told by an event that came with a place as well, in the order of their times', async () => {
    const elderId = await anElder();
    const watch = await aDevice('gpsWatch', { elderId });
    await read(watch, 5, { lng: 119.8, lat: 28.9 });
    for (const [minutes, payload] of [
      [2, '{"type":"geofenceExit","data":{"lng":119.82,"lat":28.92}}'],
      [8, '{"type":"battery","data":{"battery":30}}'],
      [9, 'not to be read'],
    ] as const)
      await db.database.query(
        `INSERT INTO device_events (id, device_key, event_id, channel, type, kind, at, received_at, payload, became)
         VALUES (gen_random_uuid(), $1, $2, 'events', 'x', 'other', $3, $3, $4, 'noted')`,
        [watch, String(minutes), new Date(Date.now() - minutes * 60_000), Buffer.from(payload)],
      );
    expect((await whereabouts().of([elderId], 10)).map(({ lng }) => lng)).toEqual([119.82, 119.8]);
    expect((await whereabouts().of([elderId], 1)).map(({ lng }) => lng)).toEqual([119.82]);
  });

  it('is not where their device was before they wore it', async () => {
    const elderId = await anElder();
    const watch = await aDevice('gpsWatch', { elderId }, `[${new Date(Date.now() - 600_000).toISOString()},)`);
    await read(watch, 20, { lng: 119.8, lat: 28.9 });
    expect(await whereabouts().of([elderId], 10)).toEqual([]);
  });

  it('is followed from the last word of the door of the home', async () => {
    expect(await whereabouts().lastDoorEvent(homeId)).toBeNull();
    const door = await aDevice('door', { homeId });
    for (const minutes of [9, 3, 6])
      await db.database.query(
        `INSERT INTO device_events (id, device_key, event_id, channel, type, kind, at, received_at, payload, became)
         VALUES (gen_random_uuid(), $1, $2, 'events', 'door', 'door', $3, $3, '{}', 'noted')`,
        [door, String(minutes), new Date(Date.now() - minutes * 60_000)],
      );
    const last = await whereabouts().lastDoorEvent(homeId);
    expect(last?.deviceName).toBe('名-door');
    expect(Math.round((Date.now() - (last?.at.getTime() ?? 0)) / 60_000)).toBe(3);
    expect(await whereabouts().lastDoorEvent(null)).toBeNull();
  });
});
