// Who a case is about and how grave it is, said later: the belts of folding hold, and only its holder may say so.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { CallDesk, HERE, OTHER, TOP, TOWN, refused } from '../testing/call-desk.ts';

let db: TestDatabase;
let desk: CallDesk;
beforeAll(async () => {
  db = await testDatabase({ poolSize: 30 });
  desk = await CallDesk.on(db.database);
});
afterAll(() => db.close());

const claimed = async (order: object): Promise<string> => {
  const { alert } = await desk.raising.raise(desk.anna, { kind: 'phoneCall', ...order });
  await desk.claims.claim(alert.id, desk.anna);
  return alert.id;
};
const unknown = () => claimed({ reported: { name: '不详' } });
const keyOf = async (alertId: string): Promise<string> => {
  const [row] = await db.database.query<{ fold_key: string }>('SELECT fold_key FROM alerts WHERE id = $1', [alertId]);
  return row?.fold_key ?? '';
};

describe('Saying who a case is about', () => {
  it('gives it elder, home, community and place where they were unknown, and the elder’s further presses join it', async () => {
    const elderId = await desk.anElder({ name: '认一' });
    const homeId = await desk.homeOf(elderId);
    const alertId = await unknown();
    await desk.identifying.identify(alertId, desk.anna, elderId);
    expect(await desk.views.one(TOP, alertId)).toMatchObject({
      elder: { id: elderId }, home: { id: homeId }, division: { code: HERE }, location: { lng: 119.81 },
    }); // prettier-ignore
    const [identified] = (await desk.timeline(alertId)).filter(({ action }) => action === 'identified');
    expect(identified).toMatchObject({ by: { id: desk.anna.accountId }, data: { elderId } });
    const pressed = await desk.press({ place: { elderId, homeId, communityCode: HERE }, deviceKey: 'own' });
    expect(pressed).toEqual({ alertId, became: 'press' });
  });

  it('keeps the place that was told', async () => {
    const alertId = await claimed({ divisionCode: OTHER, location: { lng: 120, lat: 29 } });
    await desk.identifying.identify(alertId, desk.anna, await desk.anElder({ name: '认二' }));
    const { division, location } = await desk.views.one(TOP, alertId);
    expect([division?.code, location]).toEqual([OTHER, { lng: 120, lat: 29 }]);
  });

  it('adds one more elder to a case that has one, once', async () => {
    const alertId = await claimed({ elderId: await desk.anElder({ name: '认三' }) });
    const more = await desk.anElder({ name: '认四' });
    await desk.identifying.identify(alertId, desk.anna, more);
    const { version, otherElders } = await desk.views.one(TOP, alertId);
    expect(otherElders.map(({ id }) => id)).toEqual([more]);
    await desk.identifying.identify(alertId, desk.anna, more);
    expect((await desk.views.one(TOP, alertId)).version).toBe(version);
  });

  it('names the open case of that elder to merge with, also when it is theirs as one of several', async () => {
    const elderId = await desk.anElder({ name: '认五' });
    const open = await claimed({ elderId });
    const alertId = await unknown();
    const told = await refused(desk.identifying.identify(alertId, desk.anna, elderId));
    expect(told).toEqual({ code: 'ALERT.CANNOT_MERGE', details: { openAlertId: open } });
    const more = await desk.anElder({ name: '认六' });
    await desk.identifying.identify(open, desk.anna, more);
    expect((await refused(desk.identifying.identify(alertId, desk.anna, more))).details).toEqual({ openAlertId: open });
    await desk.ended(open, 'resolved');
    await desk.identifying.identify(alertId, desk.anna, elderId);
    expect(await keyOf(alertId)).toBe(`elder:${elderId}`);
  });

  it('leaves one open case of the elder when three are said to be theirs while they press', async () => {
    const elderId = await desk.anElder({ name: '认七' });
    const place = { elderId, homeId: await desk.homeOf(elderId), communityCode: HERE };
    const cases = await Promise.all([unknown(), unknown(), unknown()]);
    const identified = cases.map((alertId) => desk.identifying.identify(alertId, desk.anna, elderId));
    const presses = Array.from({ length: 10 }, (_, n) => desk.press({ place, deviceKey: `race-${n}` }));
    const settled = await Promise.allSettled([...identified, ...presses]);
    expect(settled.slice(3).every(({ status }) => status === 'fulfilled')).toBe(true);
    const open = await db.database.query(
      `SELECT id FROM alerts WHERE elder_id = $1 AND state IN ('raised', 'claimed')`,
      [elderId],
    );
    expect(open).toHaveLength(1);
  });

  it('keeps a device without a place in the case that it opened', async () => {
    const stray = { deviceKey: 'stray', kind: 'unknownDistress' as const };
    const { alertId } = await desk.press(stray);
    await desk.claims.claim(alertId, desk.anna);
    await desk.identifying.identify(alertId, desk.anna, await desk.anElder({ name: '认九' }));
    expect(await desk.press(stray)).toEqual({ alertId, became: 'press' });
  });

  it('is for the holder of the claim, about elders of the own territory', async () => {
    const elsewhere = await desk.anElder({ name: '外一' }, OTHER);
    const alertId = await claimed({ divisionCode: HERE });
    const town = { ...desk.anna, territory: TOWN };
    for (const elderId of [elsewhere, randomUUID()]) {
      expect((await refused(desk.identifying.identify(alertId, town, elderId))).code).toBe('ELDER.NOT_FOUND');
    }
    const here = await desk.anElder({ name: '认十' });
    expect((await refused(desk.identifying.identify(alertId, desk.bert, here))).code).toBe('ALERT.NOT_YOURS');
    expect((await refused(desk.identifying.identify(randomUUID(), desk.anna, here))).code).toBe('ALERT.NOT_FOUND');
    const { alert } = await desk.raising.raise(desk.anna, { kind: 'phoneCall' });
    expect((await refused(desk.identifying.identify(alert.id, desk.anna, here))).code).toBe('ALERT.NOT_CLAIMED');
  });
});

describe('Judging how grave a case is', () => {
  it('goes from P1 to P2 and back, is kept and listed', async () => {
    const alertId = await claimed({ elderId: await desk.anElder({ name: '判一' }) });
    await desk.judging.judge(alertId, desk.anna, 'P2', '只是想聊天');
    expect((await desk.views.one(TOP, alertId)).severity).toBe('P2');
    await desk.judging.judge(alertId, desk.anna, 'P1', '又说胸闷');
    const rows = await db.database.query<{ was: string; becomes: string; field: string; reason_sealed: string }>(
      'SELECT field, was, becomes, reason_sealed FROM rejudgements WHERE alert_id = $1 ORDER BY at',
      [alertId],
    );
    expect(rows.map(({ field, was, becomes }) => [field, was, becomes])).toEqual([
      ['severity', 'P1', 'P2'],
      ['severity', 'P2', 'P1'],
    ]);
    expect(desk.sealed.open(rows[0]?.reason_sealed ?? '')).toBe('只是想聊天');
    const judged = (await desk.timeline(alertId)).filter(({ action }) => action === 'judged');
    expect(judged.map(({ note, data }) => [note, data])).toEqual([
      ['只是想聊天', { from: 'P1', to: 'P2' }],
      ['又说胸闷', { from: 'P2', to: 'P1' }],
    ]);
  });

  it('never makes two open cases of one emergency', async () => {
    const elderId = await desk.anElder({ name: '判二' });
    const first = await claimed({ elderId });
    await desk.judging.judge(first, desk.anna, 'P2', '不急');
    const second = await claimed({ elderId });
    expect(second).not.toBe(first);
    const back = await refused(desk.judging.judge(first, desk.anna, 'P1', '急'));
    expect(back).toEqual({ code: 'ALERT.CANNOT_MERGE', details: { openAlertId: second } });
    const down = await refused(desk.judging.judge(second, desk.anna, 'P2', '不急'));
    expect(down).toEqual({ code: 'ALERT.CANNOT_MERGE', details: { openAlertId: first } });
  });

  it('makes what a device reported more urgent, and never a cry less so', async () => {
    const elderId = await desk.anElder({ name: '判四' });
    const place = { elderId, homeId: await desk.homeOf(elderId), communityCode: HERE };
    const left = await desk.press({ kind: 'wandering', place });
    await desk.claims.claim(left.alertId, desk.anna);
    await desk.judging.judge(left.alertId, desk.anna, 'P1', '河边');
    const [now] = await desk.database.query('SELECT severity FROM alerts WHERE id = $1', [left.alertId]);
    expect(now).toEqual({ severity: 'P1' });
    const back = await refused(desk.judging.judge(left.alertId, desk.anna, 'P2', '看错了'));
    expect(back.code).toBe('ALERT.NOT_RAISED_BY_PEOPLE');
  });

  it('is for what people raised, for the holder, and for what is not so yet', async () => {
    const elderId = await desk.anElder({ name: '判三' });
    const pressed = await desk.press({ place: { elderId, homeId: await desk.homeOf(elderId), communityCode: HERE } });
    await desk.claims.claim(pressed.alertId, desk.anna);
    const judge = (id: string, who = desk.anna, to: 'P1' | 'P2' = 'P2') =>
      refused(desk.judging.judge(id, who, to, 'x'));
    expect((await judge(pressed.alertId)).code).toBe('ALERT.NOT_RAISED_BY_PEOPLE');
    const alertId = await unknown();
    expect((await judge(alertId, desk.anna, 'P1')).code).toBe('ALERT.NOTHING_CHANGED');
    expect((await judge(alertId, desk.bert)).code).toBe('ALERT.NOT_YOURS');
    expect((await judge(alertId, { ...desk.anna, territory: TOWN })).code).toBe('ALERT.NOT_FOUND');
    expect((await judge(randomUUID())).code).toBe('ALERT.NOT_FOUND');
  });
});
