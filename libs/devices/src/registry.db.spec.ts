// The registry as the admin uses it, on a real database.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Territory } from '#libs/places';
import { Clock, FactWaker, newId } from '#libs/platform';
import { codeOf, testDatabase, type TestDatabase } from '#libs/testing';
import { secretMatches } from './database/secret-hash.ts';
import { deviceStateOf } from './domain/device-state.ts';
import { Credentials } from './use-cases/credentials.ts';
import { DevicesOnCard } from './use-cases/devices-on-card.ts';
import { FindDevices } from './use-cases/find-devices.ts';
import { PlaceDevice } from './use-cases/place-device.ts';
import { RegisterDevices } from './use-cases/register-devices.ts';

const EAST = '330723001001';
const WEST = '330723002001';
const east = new Territory(new Set([EAST]), false);
const county = new Territory(new Set([EAST, WEST]), true);
const DAY_MS = 86_400_000;

let db: TestDatabase;
let devices: FindDevices;
let register: RegisterDevices;
let placing: PlaceDevice;
let credentials: Credentials;
let home: string;
let elder: string;

beforeAll(async () => {
  db = await testDatabase();
  const [clock, waker] = [new Clock(), new FactWaker()];
  devices = new FindDevices(db.database, clock);
  register = new RegisterDevices(db.database, waker);
  placing = new PlaceDevice(db.database, devices, clock, waker);
  credentials = new Credentials(db.database, devices, waker);
  await db.database.query(
    `INSERT INTO divisions (code, name, level) VALUES ($1, '城东社区', 'community'), ($2, '城西社区', 'community')`,
    [EAST, WEST],
  );
  [home, elder] = [newId(), newId()];
  await db.database.query(
    `INSERT INTO homes (id, community_code, street, door_sealed) VALUES ($1, $2, '溪南街12号', 'sealed')`,
    [home, EAST],
  );
  await db.database.query(
    `INSERT INTO elders (id, name, pinyin, sex, birth_date, living) VALUES ($1, '王小红', 'wangxiaohong', 'female', '1940-01-01', 'alone')`,
    [elder],
  );
  await db.database.query(
    `INSERT INTO residencies (id, elder_id, home_id, during) VALUES ($1, $2, $3, tstzrange('2020-01-01', NULL))`,
    [newId(), elder, home],
  );
});
afterAll(() => db.close());

const changes = async (key: string): Promise<string[]> =>
  (
    await db.database.query<{ change: string }>(
      `SELECT change FROM facts WHERE kind = 'device' AND subject = $1 ORDER BY id`,
      [key],
    )
  ).map((row) => row.change);

describe('A device', () => {
  it('has a key of its own', async () => {
    await register.register({ key: 'own-1', name: '按钮', kind: 'sosButton' });
    expect(await codeOf(register.register({ key: 'own-1', name: '另一个', kind: 'door' }))).toBe('DEVICE.KEY_TAKEN');
    for (const key of ['', 'a b', 'a/b', 'x'.repeat(65), '键']) {
      expect(await codeOf(register.register({ key, name: 'x', kind: 'door' }))).toBe('COMMON.VALIDATION');
    }
    expect(await changes('own-1')).toEqual(['registered']);
  });

  it('is placed with an elder, once at a time, and its history stays', async () => {
    const id = await register.register({ key: 'place-1', name: '按钮', kind: 'pendant' });
    await placing.place(county, id, { elderId: elder }, new Date(Date.now() - DAY_MS));
    expect(await codeOf(placing.place(county, id, { homeId: home }))).toBe('DEVICE.ALREADY_PLACED');
    expect(await devices.one(east, id)).toMatchObject({
      placement: { elder: { id: elder, name: '王*红' }, home: { id: home, address: '溪南街12号***' } },
    });
    await placing.end(county, id);
    expect(await codeOf(placing.end(county, id))).toBe('DEVICE.NOT_PLACED');
    await placing.place(county, id, { homeId: home });
    const history = await placing.history(county, id);
    expect(history.map((one) => [one.elder?.id ?? null, one.home?.id ?? null, one.until === null])).toEqual([
      [null, home, true],
      [elder, null, false],
    ]);
    expect(await changes('place-1')).toEqual(['registered', 'placed', 'placementEnded', 'placed']);
  });

  it('outside of the territory cannot be found, placed or given a secret', async () => {
    const id = await register.register({ key: 'scope-1', name: '按钮', kind: 'sosButton' });
    for (const work of [
      devices.one(east, id),
      placing.place(east, id, { homeId: home }),
      credentials.issue(east, id),
      placing.history(east, id),
    ]) {
      expect(await codeOf(work)).toBe('DEVICE.NOT_FOUND');
    }
    expect(await codeOf(placing.place(county, id, { elderId: newId() }))).toBe('ELDER.NOT_FOUND');
    expect(await codeOf(placing.place(new Territory(new Set([WEST]), true), id, { homeId: home }))).toBe(
      'HOME.NOT_FOUND',
    );
    await placing.place(county, id, { homeId: home });
    expect((await devices.one(east, id)).key).toBe('scope-1');
    expect(await codeOf(devices.one(new Territory(new Set([WEST]), true), id))).toBe('DEVICE.NOT_FOUND');
  });

  it('is found by key, name, wearer, kind and state, page by page', async () => {
    for (const key of ['find_1', 'find%2', 'find-3'].map((one) => one.replace('%', '.')))
      await register.register({ key, name: `门磁 ${key}`, kind: 'door' });
    const keys = async (filter: object): Promise<string[]> =>
      (await devices.find(county, { page: 1, pageSize: 50, ...filter })).items.map((item) => item.key);
    expect(await keys({ q: 'find_' })).toEqual(['find_1']);
    expect(await keys({ q: 'FIND' })).toEqual(['find-3', 'find.2', 'find_1']);
    expect(await keys({ q: '门磁 find.2' })).toEqual(['find.2']);
    expect(await keys({ q: '%' })).toEqual([]);
    expect(await keys({ kind: 'door', state: 'never', q: 'find' })).toHaveLength(3);
    expect(await keys({ kind: 'door', state: 'online' })).toEqual([]);
    expect(await devices.find(county, { q: 'find', page: 2, pageSize: 2 })).toMatchObject({
      total: 3,
      items: [{ key: 'find_1' }],
    });
    expect(await devices.find(county, { q: 'find', page: 9, pageSize: 2 })).toEqual({ total: 3, items: [] });
    const worn = await register.register({ key: 'worn-by', name: '手环', kind: 'vitalBand' });
    await placing.place(county, worn, { elderId: elder });
    expect(await keys({ q: '王小红' })).toEqual(['worn-by']);
  });

  it('has the same state in lists as the rule says', async () => {
    const now = Date.now();
    const cases = [
      [null, null, null],
      [10, null, null],
      [3599, null, null],
      [3601, null, null],
      [3695, null, null],
      [100, 'offline', 50],
      [40, 'offline', 50],
      [9000, 'online', 1],
    ] as const;
    for (const [index, [seen, connection, connected]] of cases.entries()) {
      const key = `state-${index}`;
      const id = await register.register({ key, name: key, kind: 'door' });
      const at = (ago: number | null): Date | null => (ago === null ? null : new Date(now - ago * 1000));
      await db.database.query(
        'INSERT INTO device_states (device_key, last_seen_at, connection, connection_at) VALUES ($1, $2, $3, $4)',
        [key, at(seen), connection, at(connected)],
      );
      const rule = deviceStateOf(
        { lastSeenAt: at(seen), connection, connectionAt: at(connected), reportSeconds: 3600 },
        new Date(),
      );
      expect([key, (await devices.one(county, id)).state]).toEqual([key, rule]);
    }
  });
});

describe('A secret', () => {
  it('is shown once, kept only as a digest, replaced and revoked', async () => {
    const id = await register.register({ key: 'sec-1', name: '按钮', kind: 'sosButton' });
    const { secret, username, clientId } = await credentials.issue(county, id);
    expect([username, clientId]).toEqual(['sec-1', 'sec-1']);
    const hash = (await credentials.of(['sec-1'])).get('sec-1') ?? '';
    expect(hash).toMatch(/^\$7\$101\$[A-Za-z0-9+/]{16}\$[A-Za-z0-9+/]{86}==$/);
    expect(await secretMatches(secret, hash)).toBe(true);
    expect(await secretMatches(`${secret}x`, hash)).toBe(false);
    const second = await credentials.issue(county, id);
    expect(await secretMatches(secret, (await credentials.of(['sec-1'])).get('sec-1') ?? '')).toBe(false);
    expect(second.secret).not.toBe(secret);
    expect((await devices.one(county, id)).hasSecret).toBe(true);
    await credentials.revoke(county, id);
    expect((await credentials.of(['sec-1'])).size).toBe(0);
    expect((await devices.one(county, id)).hasSecret).toBe(false);
    expect(await codeOf(credentials.revoke(county, id))).toBe('DEVICE.NO_SECRET');
    expect(await changes('sec-1')).toEqual(['registered', 'secretIssued', 'secretIssued', 'secretRevoked']);
  });

  it('of another form never matches', async () => {
    for (const stored of [
      '',
      'x',
      '$7$101$$',
      '$6$salt$hash',
      '$7$0$c2FsdA==$aGFzaA==',
      '$7$99999999999$c2FsdA==$aGFzaA==',
    ]) {
      expect(await secretMatches('', stored)).toBe(false);
    }
  });
});

describe('The card', () => {
  it('lists devices of elder and home, and the last sign that somebody lives, which is not the press itself', async () => {
    const id = await register.register({ key: 'card-1', name: '卧室门磁', kind: 'door' });
    await placing.place(county, id, { homeId: home });
    const event = (eventId: string, kind: string, became: string, at: string): Promise<unknown> =>
      db.database.query(
        `INSERT INTO device_events (id, device_key, event_id, channel, type, kind, at, received_at, payload, became)
         VALUES ($1, 'card-1', $2, 'events', $3, $3, $4, now(), '', $5)`,
        [newId(), eventId, kind, at, became],
      );
    await event('1', 'door', 'noted', '2025-11-22T08:00:00Z');
    await event('2', 'battery', 'noted', '2025-11-22T09:00:00Z');
    await event('3', 'sos', 'alert', '2025-11-22T10:00:00Z');
    const card = await new DevicesOnCard(db.database, new Clock()).of([elder], home);
    expect(card.devices.map((device) => device.key)).toEqual(expect.arrayContaining(['card-1', 'place-1', 'scope-1']));
    expect(card.lastActivity).toEqual({ at: '2025-11-22T08:00:00.000Z', kind: 'door', deviceName: '卧室门磁' });
  });
});
