// Builders for specs: a press, an open case, and a small village in the database.
import { randomUUID } from 'node:crypto';
import type { Sql } from '#libs/platform';
import type { CaseInHand, Press } from '../domain/fold-presses.ts';

export function aPress(over: Partial<Omit<Press, 'place'>> & { place?: Partial<Press['place']> } = {}): Press {
  const at = over.at ?? new Date('2026-03-01T10:00:00+08:00');
  return {
    deviceKey: 'pendant-1',
    deviceId: null,
    eventId: randomUUID(),
    kind: 'sos',
    at,
    receivedAt: over.receivedAt ?? at,
    lateSeconds: 0,
    unreadable: false,
    cancelledAt: null,
    ...over,
    place: { elderId: null, homeId: null, communityCode: null, location: null, ...over.place },
  };
}

export function anOpenCase(over: Partial<CaseInHand> = {}): CaseInHand {
  const at = over.lastPressAt ?? new Date('2026-03-01T10:00:00+08:00');
  return {
    id: randomUUID(),
    isNew: false,
    added: 0,
    foldKey: 'elder:a',
    joinedKeys: [],
    severity: 'P1',
    kind: 'sos',
    source: 'device',
    word: null,
    homeId: null,
    deviceKey: 'pendant-1',
    elderId: 'a',
    otherElderIds: [],
    communityCode: null,
    location: null,
    raisedAt: at,
    receivedAt: at,
    lastPressAt: at,
    lastReceivedAt: at,
    presses: 1,
    lateSeconds: 0,
    unreadable: false,
    urgency: 0,
    cancelledAt: null,
    pressTimes: [at],
    ...over,
  };
}

export interface Village {
  communityCode: string;
  /** A home with two residents. */
  homeId: string;
  elderIds: [string, string];
  operators: [string, string];
}

/** One community with one home of two, and two operators. */
export async function aVillage(sql: Sql): Promise<Village> {
  const communityCode = '330723001001';
  const [homeId, first, second, anna, bert] = Array.from({ length: 5 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
  ];
  await sql.query(
    `INSERT INTO divisions (code, name, level) VALUES ($1, '试验社区', 'community') ON CONFLICT DO NOTHING`,
    [communityCode],
  );
  await sql.query(`INSERT INTO homes (id, community_code, street) VALUES ($1, $2, '试验路 1 号')`, [
    homeId,
    communityCode,
  ]);
  for (const [id, name] of [
    [first, '试甲'],
    [second, '试乙'],
  ] as const) {
    await sql.query(
      `INSERT INTO elders (id, name, pinyin, sex, birth_date, living) VALUES ($1, $2, 'shi', 'female', '1940-05-01', 'emptyNest')`,
      [id, name],
    );
    await sql.query(
      `INSERT INTO residencies (id, elder_id, home_id, during) VALUES (gen_random_uuid(), $1, $2, '[2015-01-01,)')`,
      [id, homeId],
    );
  }
  for (const [id, name] of [
    [anna, '坐席甲'],
    [bert, '坐席乙'],
  ] as const) {
    await sql.query(
      `INSERT INTO accounts (id, username, name, role, password_hash) VALUES ($1, $2, $3, 'operator', 'none')`,
      [id, id, name],
    );
  }
  return { communityCode, homeId, elderIds: [first, second], operators: [anna, bert] };
}
