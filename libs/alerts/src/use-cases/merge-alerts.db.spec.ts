// After a merge: presses that would have joined the case that went join the one that took it, as long as that is open.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { anEndingDesk, type EndingDesk } from '../testing/ending-desk.ts';

let db: TestDatabase;
let desk: EndingDesk;
beforeAll(async () => {
  db = await testDatabase({ poolSize: 30 });
  desk = await anEndingDesk(db.database);
});
afterEach(async () => {
  await db.database.query(
    `UPDATE alerts SET version = version + 1, state = 'closed', closed_at = now(), outcome = 'falseAlarm', claimed_by = NULL,
       claimed_at = NULL, lease_until = NULL WHERE state = 'claimed'`,
  );
  await db.database.query(
    `UPDATE alerts a SET version = version + 1, state = 'merged', merged_into = (SELECT id FROM alerts WHERE id <> a.id LIMIT 1)
     WHERE state = 'raised'`,
  );
});
afterAll(() => db.close());

const HOURS = 3 * 3_600_000;
const elder = (which: 0 | 1) => ({ elderId: desk.village.elderIds[which], homeId: desk.village.homeId });
/** A device that nobody knows the place of. */
const stray = (deviceKey: string, over: object = {}) => desk.pressed({ deviceKey, ...over });
const atHome = (over: object = {}) =>
  desk.pressed({ deviceKey: 'smoke', kind: 'smoke', place: { homeId: desk.village.homeId }, ...over });
/** Claimed by Anna. */
async function takes(gone: string, place: object = elder(0)): Promise<string> {
  const { alertId } = await desk.pressed({ deviceKey: `of-${gone}`, place });
  await desk.claims.claim(alertId, desk.anna);
  await desk.merging.merge(gone, alertId, desk.anna);
  return alertId;
}
const openCases = async (): Promise<string[]> =>
  (await db.database.query<{ id: string }>(`SELECT id FROM alerts WHERE state IN ('raised', 'claimed')`)).map(
    ({ id }) => id,
  );

describe('A press of what a merged case stood for', () => {
  it('joins the case that took it: a device without a place', async () => {
    const { alertId: gone } = await stray('x');
    const into = await takes(gone);
    expect(await stray('x')).toEqual({ alertId: into, became: 'press' });
    expect((await desk.see(into)).presses).toBe(3);
    expect(await openCases()).toEqual([into]);
  });

  it('joins it hours later as well: the home of which the case was', async () => {
    const long = new Date(Date.now() - HOURS);
    const { alertId: gone } = await atHome({ at: long });
    const into = await takes(gone);
    await db.database.query(`UPDATE alerts SET version = version + 1, last_press_at = $2 WHERE id = $1`, [into, long]);
    expect(await atHome()).toEqual({ alertId: into, became: 'press' });
  });

  it('joins it from another home: the elders of the case', async () => {
    const [elderId, homeId] = [randomUUID(), randomUUID()];
    const { communityCode } = desk.village;
    await db.database.query(`INSERT INTO homes (id, community_code, street) VALUES ($1, $2, '别处')`, [
      homeId,
      communityCode,
    ]);
    await db.database.query(
      `INSERT INTO elders (id, name, pinyin, sex, birth_date, living) VALUES ($1, '丙', 'bing', 'male', '1941-01-01', 'alone')`,
      [elderId],
    );
    const { alertId: gone } = await stray('told-later', { at: new Date(Date.now() - HOURS) });
    await db.database.query('UPDATE alerts SET version = version + 1, other_elder_ids = $2 WHERE id = $1', [
      gone,
      [elderId],
    ]);
    await db.database.query(
      `UPDATE alerts SET version = version + 1, elder_id = $2::uuid, fold_key = 'elder:' || $2::text, home_id = $3 WHERE id = $1`,
      [gone, elder(1).elderId, elder(1).homeId],
    );
    const into = await takes(gone);
    expect(await desk.pressed({ deviceKey: 'bing', place: { elderId, homeId } })).toEqual({
      alertId: into,
      became: 'press',
    });
    // Its device, too, although the case had got its elder's key since.
    expect(await stray('told-later')).toEqual({ alertId: into, became: 'press' });
  });

  it('follows a chain of merges', async () => {
    const { alertId: first } = await stray('c1');
    const { alertId: second } = await stray('c2');
    await desk.merging.merge(first, second, desk.anna);
    const into = await takes(second);
    expect((await stray('c1')).alertId).toBe(into);
    expect((await stray('c2')).alertId).toBe(into);
  });

  it('opens a case of its own once that one has ended; then the old one is not opened again', async () => {
    const { alertId: gone } = await stray('later');
    const into = await takes(gone);
    await desk.cases.close(into, desk.anna, { outcome: 'falseAlarm' });
    const { alertId, became } = await stray('later');
    expect(became).toBe('alert');
    await expect(desk.reopening.reopen(into, desk.anna, '误关')).rejects.toMatchObject({
      code: 'ALERT.NEWER_CASE_OPEN',
    });
    await desk.claims.claim(alertId, desk.anna);
    await desk.cases.close(alertId, desk.anna, { outcome: 'falseAlarm' });
    await desk.reopening.reopen(into, desk.anna, '误关');
    expect((await stray('later')).alertId).toBe(into);
  });

  it('joins as P1 only', async () => {
    const { alertId: gone } = await atHome({ at: new Date(Date.now() - HOURS) });
    const into = await takes(gone);
    const minor = await atHome({ kind: 'waterLeak', deviceKey: 'leak' });
    expect(minor.became).toBe('alert');
    expect(minor.alertId).not.toBe(into);
  });

  it('opens no second case if it comes at the moment of the merge', async () => {
    for (let round = 0; round < 15; round++) {
      const key = `race-${round}`;
      const { alertId: gone } = await stray(key);
      const { alertId: into } = await stray(`${key}-into`);
      const presses = [stray(key), desk.merging.merge(gone, into, desk.anna), stray(key)];
      await Promise.all(presses);
      expect((await desk.see(into)).presses).toBe(4);
      expect(await openCases()).toHaveLength(round + 1);
    }
  });
});
