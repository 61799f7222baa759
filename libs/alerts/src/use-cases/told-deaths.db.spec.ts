// A death told by mistake, on a real database: whoever is alive is found, worn devices count and calls are made again.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Outcome } from '#libs/contracts';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { anEndingDesk, type EndingDesk } from '../testing/ending-desk.ts';

let db: TestDatabase;
let desk: EndingDesk;
beforeAll(async () => {
  db = await testDatabase();
  desk = await anEndingDesk(db.database);
});
afterAll(() => db.close());

const aDevice = async (): Promise<{ id: string; key: string }> => {
  const key = `worn-${randomUUID()}`;
  const [row] = await db.database.query<{ id: string }>(
    `INSERT INTO devices (id, key, name, kind, protocol) VALUES (gen_random_uuid(), $1, '挂件', 'pendant', 'native') RETURNING id`,
    [key],
  );
  return { id: row?.id ?? '', key };
};
const wears = (elderId: string, deviceId: string, from = '2020-01-01', to: string | null = null): Promise<unknown> =>
  db.database.query(
    `INSERT INTO device_placements (id, device_id, elder_id, during) VALUES (gen_random_uuid(), $1, $2, tstzrange($3, $4))`,
    [deviceId, elderId, from, to],
  );
const worn = async (elderId: string): Promise<string[]> =>
  (
    await db.database.query<{ key: string }>(
      `SELECT d.key FROM device_placements p JOIN devices d ON d.id = p.device_id
       WHERE p.elder_id = $1 AND p.during @> now() ORDER BY d.key`,
      [elderId],
    )
  ).map(({ key }) => key);
const isDead = async (elderId: string): Promise<boolean> => {
  const [row] = await db.database.query<{ dead: boolean }>(
    'SELECT died_at IS NOT NULL AS dead FROM elders WHERE id = $1',
    [elderId],
  );
  return row?.dead ?? false;
};
const calls = async (alertId: string): Promise<string[]> =>
  (
    await db.database.query<{ state: string }>('SELECT state FROM follow_up_tasks WHERE alert_id = $1 ORDER BY state', [
      alertId,
    ])
  ).map(({ state }) => state);
const audited = (elderId: string): Promise<unknown[]> =>
  db.database.query(
    `SELECT account_id, data FROM audit_log WHERE action = 'deathTakenBack' AND subject = $1 ORDER BY at`,
    [`elder:${elderId}`],
  );
const factsOf = async (subject: string): Promise<string[]> =>
  (
    await db.database.query<{ change: string }>('SELECT change FROM facts WHERE subject = $1 ORDER BY id', [subject])
  ).map(({ change }) => change);

interface Found {
  id: string;
  elderId: string;
  device: { id: string; key: string };
  earlier: string;
}

/** With a pendant and a call to come, found dead and archived by the supervisor. */
async function foundDead(which: 0 | 1, archived = true): Promise<Found> {
  const elderId = desk.village.elderIds[which];
  const device = await aDevice();
  await wears(elderId, device.id);
  const earlier = await desk.claimed(desk.anna, 'sos', which);
  await desk.cases.close(earlier, desk.anna, { outcome: 'helpGiven' });
  const id = await desk.claimed(desk.anna, 'sos', which);
  await desk.cases.resolve(id, desk.anna, { outcome: 'foundDead' });
  if (archived) await desk.cases.close(id, desk.chief, { outcome: 'foundDead' });
  expect([await isDead(elderId), await worn(elderId)]).toEqual([true, []]);
  expect(await calls(earlier)).toEqual(['cancelled']);
  return { id, elderId, device, earlier };
}
async function expectAlive({ id, elderId, device, earlier }: Found, by: string): Promise<void> {
  expect([await isDead(elderId), await worn(elderId)]).toEqual([false, [device.key]]);
  expect(await calls(earlier)).toEqual(['cancelled', 'due']);
  expect((await desk.actions(id)).filter((action) => action === 'deathTakenBack')).toHaveLength(1);
  expect((await audited(elderId)).at(-1)).toEqual({ account_id: by, data: { alertId: id } });
  expect((await factsOf(elderId)).slice(-2)).toEqual(['died', 'deathTakenBack']);
  expect((await factsOf(device.key)).slice(-2)).toEqual(['placementEnded', 'placed']);
}
/** As if nothing of it had been. */
async function forget({ elderId }: Found): Promise<void> {
  await db.database.query('DELETE FROM device_placements WHERE elder_id = $1', [elderId]);
  await db.database.query('UPDATE elders SET died_at = NULL, death_told_by = NULL WHERE id = $1', [elderId]);
}
const judge = (id: string, outcome: Outcome): Promise<void> =>
  desk.rejudging.rejudge(id, desk.chief, { reason: '认错人', outcome });

describe('A death told by mistake', () => {
  it('is taken back when the case is judged anew', async () => {
    const found = await foundDead(0);
    await judge(found.id, 'foundIll');
    await expectAlive(found, desk.chief.accountId);
    expect((await desk.actions(found.id)).slice(-2)).toEqual(['rejudged', 'deathTakenBack']);
    await forget(found);
  });

  it('is taken back when the case is opened again', async () => {
    const found = await foundDead(0);
    await desk.reopening.reopen(found.id, desk.anna, '同名之误');
    await expectAlive(found, desk.anna.accountId);
    await desk.cases.close(found.id, desk.anna, { outcome: 'foundWell' });
    await forget(found);
  });

  it('is taken back when the review before archive finds so', async () => {
    const found = await foundDead(0, false);
    await desk.cases.close(found.id, desk.chief, { outcome: 'foundWell' });
    await expectAlive(found, desk.chief.accountId);
    await forget(found);
  });

  it('gives back nothing that others wear by now, and nothing that had ended before', async () => {
    const before = await aDevice();
    await wears(desk.village.elderIds[0], before.id, '2020-01-01', '2021-01-01');
    const found = await foundDead(0);
    await wears(desk.village.elderIds[1], found.device.id, new Date().toISOString());
    await judge(found.id, 'foundWell');
    expect([await isDead(found.elderId), await worn(found.elderId)]).toEqual([false, []]);
    expect(await worn(desk.village.elderIds[1])).toEqual([found.device.key]);
    await forget(found);
    await db.database.query('DELETE FROM device_placements');
  });
});

describe('A death', () => {
  it('stays where another correction is made, or a case that did not tell it is corrected', async () => {
    const found = await foundDead(1);
    await desk.rejudging.rejudge(found.id, desk.chief, { reason: '跌倒', kind: 'fall' });
    await desk.reopening.reopen(found.earlier, desk.anna, '补记');
    expect(await isDead(found.elderId)).toBe(true);
    expect(await audited(found.elderId)).toEqual([]);
    // Told twice: the second case says so as well, and stands for it once the first is corrected.
    const second = found.earlier;
    await desk.cases.resolve(second, desk.anna, { outcome: 'foundDead' });
    await judge(found.id, 'foundIll');
    expect([await isDead(found.elderId), await worn(found.elderId)]).toEqual([true, []]);
    expect(await desk.actions(found.id)).not.toContain('deathTakenBack');
    await judge(second, 'foundIll');
    expect([await isDead(found.elderId), await worn(found.elderId)]).toEqual([false, [found.device.key]]);
  });
});
