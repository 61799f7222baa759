// For specs of the people's door: a home with one elder, cases as rows, a helper with a task, and small pictures.
import { randomUUID } from 'node:crypto';
import type { LngLat } from '#libs/contracts';
import { TelemetryStore } from '#libs/devices';
import { RegisterElders, type NewElder } from '#libs/elders';
import { Homes } from '#libs/places';
import { COMMUNITY, type ApiApp } from './api-app.ts';

export const AN_ELDER: NewElder = {
  name: '王小红',
  pinyin: 'wangxiaohong',
  sex: 'female',
  birthDate: '1941-05-02',
  idNumber: null,
  phones: ['13800000001'],
  living: 'alone',
  categories: [],
  abilityLevel: 2,
  reach: { hearing: null, speech: null, dialect: '武义话', firstChannel: null },
  conditions: ['白内障', '冠心病', '高血压'],
  allergies: ['青霉素'],
  medication: ['阿司匹林肠溶片 100mg 每日1次'],
  bloodType: null,
  doorAndKeyNotes: '钥匙在门卫',
  home: null,
  contacts: [],
};

export interface Household {
  homeId: string;
  elderId: string;
}

export async function aHousehold(api: ApiApp, elder: Partial<NewElder> = {}): Promise<Household> {
  const location: LngLat = { lng: 119.8, lat: 28.9 };
  const home = { communityCode: COMMUNITY, street: '解放路12号', door: '3幢402', floor: 4, hasLift: false, location };
  const [homeId = ''] = await api.app.get(Homes, { strict: false }).add([home]);
  const since = new Date('2015-01-01T00:00:00Z');
  const [elderId = ''] = await api.app
    .get(RegisterElders, { strict: false })
    .register([{ ...AN_ELDER, ...elder, home: { id: homeId, since } }]);
  return { homeId, elderId };
}

let numbers = 0;

/** Written as a row: how cases come to be is not asked here. */
export async function aCaseRow(api: ApiApp, change: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID();
  const now = new Date();
  const row = {
    id, number: `260601-${String(++numbers).padStart(5, '0')}`, kind: 'sos', severity: 'P1', state: 'raised', version: 1,
    fold_key: `spec:${id}`, source: 'device', other_elder_ids: [], community_code: COMMUNITY, raised_at: now,
    received_at: now, last_press_at: now, last_received_at: now, presses: 1, urgency: 0, late_seconds: 0,
    unreadable: false, drill: false, reopened: 0, fired_steps: [], joined_keys: [], review_due: false, ...change,
  }; // prettier-ignore
  await api.database.query('INSERT INTO alerts SELECT * FROM jsonb_populate_record(NULL::alerts, $1::jsonb)', [
    JSON.stringify(row),
  ]);
  return id;
}

export const claimedBy = (account: string, leaseMs = 600_000): Record<string, unknown> => ({
  state: 'claimed',
  claimed_by: account,
  claimed_at: new Date(Date.now() - 1_000),
  lease_until: new Date(Date.now() + leaseMs),
});

/** A helper of this account with a task that is on its way there; answers the task. */
export async function aTaskOf(api: ApiApp, accountId: string, alertId: string): Promise<string> {
  const [round, task] = [randomUUID(), randomUUID()];
  await api.database.query(
    `WITH helper AS (
       INSERT INTO responders (id, name, kind, account_id, division_code, travel)
       VALUES (gen_random_uuid(), '助老员', 'stationStaff', $1, $2, 'foot')
       ON CONFLICT (account_id) WHERE account_id IS NOT NULL DO UPDATE SET name = excluded.name RETURNING id),
     round AS (
       INSERT INTO dispatch_rounds (id, alert_id, mode, candidates) VALUES ($3, $4, 'parallel', '[]') RETURNING id)
     INSERT INTO dispatch_tasks (id, alert_id, round_id, responder_id, state, expires_at)
     SELECT $5, $4, round.id, helper.id, 'offered', clock_timestamp() + interval '2 minutes' FROM helper, round`,
    [accountId, COMMUNITY, round, alertId, task],
  );
  await moveTaskTo(api, task, 'accepted');
  await moveTaskTo(api, task, 'enRoute');
  return task;
}

export const moveTaskTo = (api: ApiApp, taskId: string, state: string): Promise<unknown> =>
  api.database.query(
    `UPDATE dispatch_tasks SET version = version + 1, state = $2, lead = true,
       ended_at = CASE WHEN $2 IN ('recalled', 'left') THEN clock_timestamp() END WHERE id = $1`,
    [taskId, state],
  );

/** A watch that this elder wears; answers its key. */
export async function aWatch(api: ApiApp, elderId: string): Promise<string> {
  const key = `watch-${randomUUID()}`;
  await api.database.query(
    `WITH made AS (
       INSERT INTO devices (id, key, name, kind) VALUES (gen_random_uuid(), $1, '定位手表', 'gpsWatch') RETURNING id)
     INSERT INTO device_placements (id, device_id, elder_id, during)
     SELECT gen_random_uuid(), id, $2, '[2020-01-01,)' FROM made`,
    [key, elderId],
  );
  return key;
}

export function tellPosition(api: ApiApp, deviceKey: string, minutesAgo: number, values: object): Promise<void> {
  const atMs = Date.now() - minutesAgo * 60_000;
  const json = JSON.stringify(values);
  return api.app.get(TelemetryStore, { strict: false }).add([{ deviceKey, atMs, receivedMs: atMs, json }]);
}

const chunk = (name: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(name, 'latin1'), data, Buffer.alloc(4)]);
};

/** A PNG of exactly `size` bytes, from 57 on. */
export const aPng = (size = 57): Buffer =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.alloc(13)),
    chunk('IDAT', Buffer.alloc(size - 57)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
export const A_JPEG = Buffer.from('ffd8ffe000104a46494600ffd9', 'hex');
