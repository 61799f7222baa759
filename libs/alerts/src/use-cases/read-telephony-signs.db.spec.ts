// Signs of life of the telephony, read from what it told us and from what became of orders.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readSettings } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { anEndingDesk } from '../testing/ending-desk.ts';
import { ReadTelephonySigns, type TelephonySigns } from './read-telephony-signs.ts';

const SECRET = 's'.repeat(32);
let db: TestDatabase;
let alertId: string;

beforeAll(async () => {
  db = await testDatabase();
  alertId = await (await anEndingDesk(db.database)).raised();
});
beforeEach(() => db.database.query('TRUNCATE telephony_orders, telephony_events'));
afterAll(() => db.close());

const read = (environment: Record<string, string>): Promise<TelephonySigns | null> =>
  new ReadTelephonySigns(db.database, readSettings(environment)).read();
const signs = (): Promise<TelephonySigns | null> =>
  read({ TELEPHONY_URL: 'http://127.0.0.1:9', TELEPHONY_SECRET: SECRET });
/** Seconds ago; `due` is when it may be sent. */
const order = (
  state: string,
  {
    error = null,
    done = null,
    created = 100,
    due = 100,
    attempts = 0,
  }: Partial<Record<string, number | string | null>>,
): Promise<unknown> =>
  db.database.query(
    `INSERT INTO telephony_orders (id, kind, purpose, alert_id, state, error, attempts, created_at, next_at, done_at)
     VALUES (gen_random_uuid(), 'announce', 'dutyPhone', $1, $2, $3, $4, now() - $5 * interval '1 second',
       now() - $6 * interval '1 second', now() - $7 * interval '1 second')`,
    [alertId, state, error, attempts, created, due, done],
  );

describe('The signs of the telephony', () => {
  it('are none where none is configured', async () => {
    expect(await read({})).toBeNull();
    expect(await read({ TELEPHONY_SECRET: SECRET })).toMatchObject({ takesOrders: false, lastEventMs: null });
    expect(await signs()).toEqual({
      takesOrders: true,
      lastEventMs: null,
      lastAcceptedMs: null,
      lastFailed: null,
      waiting: 0,
      longestWaitMs: 0,
    });
  });

  it('are its last event, its last order taken, and its last failure', async () => {
    await db.database.query(
      `INSERT INTO telephony_events (id, received_at) VALUES ('a', now() - interval '1 hour'), ('b', now() - interval '1 minute')`,
    );
    await order('accepted', { done: 900 });
    await order('accepted', { done: 1_800 });
    await order('failed', { done: 600, error: 'http403' });
    await order('failed', { done: 1_200, error: 'TypeError' });
    const found = await signs();
    expect(Math.round((found?.lastEventMs ?? 0) / 10_000)).toBe(6);
    expect(Math.round((found?.lastAcceptedMs ?? 0) / 100_000)).toBe(9);
    expect(found?.lastFailed?.error).toBe('http403');
    expect(Math.round((found?.lastFailed?.ms ?? 0) / 100_000)).toBe(6);
  });

  it('leave out what failed for reasons of ours, and what failed long ago', async () => {
    await order('failed', { done: 5, error: 'overtaken' });
    await order('failed', { done: 5, error: 'noNumber' });
    await order('failed', { done: 90_000, error: 'http403' });
    expect((await signs())?.lastFailed).toBeNull();
  });

  it('count the orders that wait, from when they were due', async () => {
    await order('queued', { created: 20, due: -10 });
    expect(await signs()).toMatchObject({ waiting: 1, longestWaitMs: 0 });
    // Tried and put off: it waits since it was written.
    await order('queued', { created: 50, due: -10, attempts: 3 });
    await order('queued', { created: 50, due: 25 });
    const found = await signs();
    expect(found?.waiting).toBe(3);
    expect(Math.round((found?.longestWaitMs ?? 0) / 10_000)).toBe(5);
  });
});
