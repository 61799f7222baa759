// For specs: two communities with a home each, a station, an administrator's account, and accounts that helpers may have.
import { randomUUID } from 'node:crypto';
import type { ResponderOrder } from '#libs/contracts';
import { Territory } from '#libs/places';
import type { Sql } from '#libs/platform';

export const HERE = '330723001001';
export const ELSEWHERE = '330723002001';

export interface Neighbourhood {
  homeId: string;
  otherHomeId: string;
  stationId: string;
  admin: string;
  /** Usernames by role. */
  helper: string;
  worker: string;
  operator: string;
  /** HERE alone. */
  territory: Territory;
}

export async function aNeighbourhood(sql: Sql): Promise<Neighbourhood> {
  const [homeId, otherHomeId, stationId] = [randomUUID(), randomUUID(), randomUUID()];
  await sql.query(
    `INSERT INTO divisions (code, name, level) VALUES ('${HERE}', '这里', 'community'), ('${ELSEWHERE}', '别处', 'community')`,
  );
  await sql.query(
    `INSERT INTO homes (id, community_code, street, door_sealed, lng, lat)
     VALUES ($1, '${HERE}', '试验路 1 号', 'x', 119.81, 28.89), ($2, '${ELSEWHERE}', '远路 1 号', NULL, 119.9, 28.8)`,
    [homeId, otherHomeId],
  );
  await sql.query(
    `INSERT INTO facilities (id, type, name, division_code, address, lng, lat)
     VALUES ($1, 'homeCareCentre', '试验站', '${HERE}', '试验路', 119.82, 28.9)`,
    [stationId],
  );
  const ids = await Promise.all(
    (['admin', 'responder', 'communityWorker', 'operator'] as const).map(async (role) => {
      const id = randomUUID();
      await sql.query(
        `INSERT INTO accounts (id, username, name, role, password_hash) VALUES ($1, $2, $2, $3, 'none')`,
        [id, `${role}-${id.slice(0, 8)}`, role],
      );
      return id;
    }),
  );
  const [admin = '', responder = '', communityWorker = '', operator = ''] = ids;
  const username = (role: string, id: string): string => `${role}-${id.slice(0, 8)}`;
  return {
    homeId,
    otherHomeId,
    stationId,
    admin,
    helper: username('responder', responder),
    worker: username('communityWorker', communityWorker),
    operator: username('operator', operator),
    territory: new Territory(new Set([HERE]), false),
  };
}

export const anOrder = (over: Partial<ResponderOrder> = {}): ResponderOrder => ({
  name: '丁试',
  kind: 'stationStaff',
  divisionCode: HERE,
  travel: 'ebike',
  ...over,
});
