// The tables of transitions in code and in the database say the same.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { CALL_LIFE, DISPATCH_LIFE, FOLLOW_UP_LIFE, RESCUE_LIFE, edgesOf } from '../domain/task-lifecycles.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

describe('The guards of the task tables', () => {
  it.each([
    ['call_tasks', CALL_LIFE],
    ['dispatch_tasks', DISPATCH_LIFE],
    ['rescue_tasks', RESCUE_LIFE],
    ['follow_up_tasks', FOLLOW_UP_LIFE],
  ] as const)('%s allow exactly the transitions in code, from the first state on', async (table, life) => {
    const rows = await db.database.query<{ name: string; args: string }>(
      `SELECT tgname AS name, encode(tgargs, 'escape') AS args FROM pg_trigger
       WHERE tgrelid = $1::regclass AND NOT tgisinternal`,
      [table],
    );
    const argument = (name: string): string =>
      (rows.find((row) => row.name === `${table}_${name}`)?.args ?? '').replace(/\\000$/, '');
    expect(argument('guard').split(' ').sort()).toEqual(edgesOf(life));
    expect(argument('begin')).toBe(life.initial);
  });
});
