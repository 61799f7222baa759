// The outbox to the telephony: each order is carried out once, tried again while it makes sense, and never forgotten.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { CallDesk } from '../testing/call-desk.ts';
import { PlayedTelephony } from '../testing/played-telephony.ts';

let db: TestDatabase;
let desk: CallDesk;
let centre: PlayedTelephony;
let elderId: string;
beforeAll(async () => {
  db = await testDatabase({ poolSize: 20 });
  centre = await PlayedTelephony.start();
  desk = await CallDesk.on(db.database, { TELEPHONY_URL: centre.url, TELEPHONY_SECRET: PlayedTelephony.SECRET });
  elderId = await desk.anElder({ phones: ['13800000001'] });
});
afterAll(async () => {
  await centre.stop();
  await db.close();
});
beforeEach(async () => {
  await db.database.query('DELETE FROM telephony_orders');
  centre.heard.length = 0;
  centre.answers.length = 0;
});

interface OrderRow extends Record<string, unknown> {
  state: string;
  attempts: number;
  error: string | null;
}
const orders = (): Promise<OrderRow[]> =>
  db.database.query<OrderRow>('SELECT state, attempts, error FROM telephony_orders ORDER BY created_at');
const settled = async (): Promise<OrderRow[]> => {
  for (;;) {
    const rows = await orders();
    if (rows.every(({ state, attempts }) => state !== 'queued' && attempts > 0)) return rows;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
/** As if the time had come for whatever waits. */
const due = () => db.database.query(`UPDATE telephony_orders SET next_at = now() - interval '1 ms' WHERE state = 'queued'`); // prettier-ignore
const announce = (alertId: string, number: string | null = '13000000000') =>
  db.database.query(
    `INSERT INTO telephony_orders (id, kind, purpose, alert_id, to_sealed) VALUES (gen_random_uuid(), 'announce', 'dutyPhone', $1, $2)`,
    [alertId, number === null ? null : desk.sealed.seal(number)],
  );
const raised = async (): Promise<string> => (await desk.raising.raise(desk.anna, { kind: 'phoneCall' })).alert.id;
const aCall = async (): Promise<{ alertId: string; taskId: string }> => {
  const alertId = await desk.aClaimedCase({ caller: { name: '路人', phone: '13500000001' } });
  const call = await desk.calls.start(alertId, desk.anna, { channel: 'mobile', entry: 'caller' });
  await desk.ended(alertId, 'resolved');
  return { alertId, taskId: call.id };
};
const taskOf = async ({ alertId, taskId }: { alertId: string; taskId: string }) =>
  (await desk.tasks.of(desk.anna.territory, alertId)).calls.find(({ id }) => id === taskId);

describe('A call of the desk', () => {
  it('is ordered with its commit and asked for promptly, with the number and whose phone rings', async () => {
    const alertId = await desk.aClaimedCase({ elderId });
    const call = await desk.calls.start(alertId, desk.anna, { channel: 'mobile', elderId });
    await centre.hasHeard(1);
    expect(centre.heard[0]).toMatchObject({
      kind: 'clickToCall', purpose: 'callTask', to: { number: '13800000001' }, callTaskId: call.id, text: null,
      operator: { id: desk.anna.accountId, username: desk.anna.accountId }, alert: { id: alertId },
    }); // prettier-ignore
    expect(await settled()).toEqual([{ state: 'accepted', attempts: 1, error: null }]);
    expect((await taskOf({ alertId, taskId: call.id }))?.telephony).toBe('accepted');
    expect((await desk.lists.of(desk.anna.territory, alertId, false)).dialling).toBe('clickToCall');
  });

  it('that was refused is ended, so that the desk dials by itself', async () => {
    centre.answers.push(422);
    const call = await aCall();
    expect(await settled()).toEqual([{ state: 'failed', attempts: 1, error: 'http422' }]);
    expect(await taskOf(call)).toMatchObject({ state: 'ended', result: null, telephony: 'failed' });
    const ended = (await desk.timeline(call.alertId)).find(({ action }) => action === 'callEnded');
    expect(ended).toMatchObject({ origin: 'telephony', by: null, data: { taskId: call.taskId, telephony: 'failed' } });
  });

  it('is tried three times, then given up', async () => {
    centre.answers.push(503, 503, 503);
    const call = await aCall();
    await centre.hasHeard(1);
    for (let n = 2; n <= 3; n++) {
      while ((await orders())[0]?.error === null) await new Promise((resolve) => setTimeout(resolve, 10));
      await due();
      await desk.orders.run();
    }
    expect(await settled()).toEqual([{ state: 'failed', attempts: 3, error: 'http503' }]);
    expect(new Set(centre.heard.map(({ id }) => id)).size).toBe(1);
    expect((await taskOf(call))?.state).toBe('ended');
  });

  it('that came in, or has no number, is not dialled', async () => {
    const alertId = await desk.aClaimedCase({ caller: { name: '路人', phone: '13500000007' } });
    await desk.calls.start(alertId, desk.anna, { channel: 'incoming' });
    await desk.calls.start(alertId, desk.anna, { channel: 'contact', name: '村委会' });
    expect(await orders()).toEqual([]);
  });
});

describe('An announcement', () => {
  it('is made once, however many processes look for it', async () => {
    for (let n = 0; n < 30; n++) await announce(await raised());
    const others = Array.from({ length: 4 }, () => desk.with({}).orders.run());
    const accepted = await Promise.all(others);
    expect(accepted.reduce((sum, n) => sum + n, 0)).toBe(30);
    expect(new Set(centre.heard.map(({ id }) => id)).size).toBe(30);
    expect(centre.heard).toHaveLength(30);
    expect(centre.heard[0]?.text).toMatch(/^银铃告警：警情 \d{6}-\d+ 无人接警/);
  });

  it('waits longer each time, and lets what else waits rest as well', async () => {
    await announce(await raised());
    await announce(await raised());
    centre.answers.push(500, 500);
    await desk.orders.run();
    const waits = await db.database.query<{ ms: number }>(
      `SELECT (extract(epoch FROM next_at - clock_timestamp()) * 1000)::float8 AS ms FROM telephony_orders`,
    );
    for (const { ms } of waits) expect(ms).toBeGreaterThan(500);
    expect(await desk.orders.run()).toBe(0);
    await due();
    expect(await desk.orders.run()).toBe(2);
  });

  it('of a process that died with it is taken again by another, under the same id', async () => {
    await announce(await raised());
    await db.database.query(`UPDATE telephony_orders SET attempts = 1, next_at = now() + interval '8 s'`);
    expect(await desk.orders.run()).toBe(0);
    await due();
    expect(await desk.orders.run()).toBe(1);
  });

  it('is not made once somebody has the case, or without a number that can be read', async () => {
    await announce(await desk.aClaimedCase());
    await announce(await raised(), null);
    await db.database.query(
      `INSERT INTO telephony_orders (id, kind, purpose, alert_id, to_sealed) VALUES (gen_random_uuid(), 'announce', 'x', $1, 'a256gcm:gone:x:x')`,
      [await raised()],
    );
    await desk.orders.run();
    expect((await orders()).map(({ state, error }) => `${state} ${error}`)).toEqual([
      'failed overtaken', 'failed noNumber', 'failed noNumber',
    ]); // prettier-ignore
    expect(centre.heard).toEqual([]);
  });

  it('is left to people where there is no telephony', async () => {
    await announce(await raised());
    const without = desk.with({ TELEPHONY_URL: null, TELEPHONY_SECRET: null });
    expect(await without.orders.run()).toBe(0);
    expect(await orders()).toEqual([{ state: 'noTelephony', attempts: 0, error: null }]);
  });
});
