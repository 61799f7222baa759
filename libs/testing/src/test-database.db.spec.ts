// The ground of all database specs: databases of one run share nothing.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from './test-database.ts';

describe('A test database', () => {
  let one: TestDatabase;
  let other: TestDatabase;

  beforeAll(async () => {
    [one, other] = await Promise.all([testDatabase(), testDatabase()]);
  });
  afterAll(async () => {
    await Promise.all([one.close(), other.close()]);
  });

  it('is migrated and empty', async () => {
    const [row] = await one.database.query<{ alerts: number; queue: string | null }>(
      `SELECT (SELECT count(*)::int FROM alerts) AS alerts, to_regclass('facts')::text AS queue`,
    );
    expect(row).toEqual({ alerts: 0, queue: 'facts' });
  });

  it('shares nothing with another one', async () => {
    await one.database.query(`INSERT INTO facts (kind, subject, change) VALUES ('alert', 'a', 'raised')`);
    const count = async (of: TestDatabase): Promise<unknown> =>
      (await of.database.query('SELECT count(*)::int AS n FROM facts'))[0]?.n;
    expect([await count(one), await count(other)]).toEqual([1, 0]);
  });

  it('is gone after close', async () => {
    const third = await testDatabase();
    const name = new URL(third.url).pathname.slice(1);
    await third.close();
    expect(await one.database.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).toEqual([]);
  });
});
