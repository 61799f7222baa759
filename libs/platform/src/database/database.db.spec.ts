// Transactions on a real database: all or nothing, and errors that say what really failed.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#libs/testing';
import type { Database, Sender, Tx } from './database.ts';
import { expectSql, isUnexpected } from './expectation.ts';

let db: TestDatabase;
let database: Database;

beforeAll(async () => {
  // One connection: what a failure leaves behind on it is met by whatever comes next.
  db = await testDatabase({ poolSize: 1 });
  database = db.database;
  await database.query('CREATE TABLE kept (n integer PRIMARY KEY)');
});
beforeEach(() => database.query('TRUNCATE kept'));
afterAll(() => db.close());

const kept = async (): Promise<number[]> =>
  (await database.query<{ n: number }>('SELECT n FROM kept ORDER BY n')).map(({ n }) => n);
const keep = (tx: Sender, n: number): Promise<{ n: number }[]> =>
  tx.send('INSERT INTO kept (n) VALUES ($1) RETURNING n', [n], 'keep');

describe('A transaction', () => {
  it('is not committed if what was sent fails, and rejects with the error of that statement', async () => {
    const work = async (tx: Tx): Promise<void> => {
      void keep(tx, 1);
      void keep(tx, 1);
      void keep(tx, 2);
      await Promise.resolve();
    };
    await expect(database.transaction(work)).rejects.toMatchObject({ code: '23505', constraint: 'kept_pkey' });
    expect(await kept()).toEqual([]);
  });

  it("lends TypeORM's manager its own connection", async () => {
    const inside: unknown = await database.transaction(async (tx) => {
      await keep(tx, 1);
      return (await tx.manager.query('SELECT n FROM kept')) as unknown;
    });
    expect(inside).toEqual([{ n: 1 }]);
    const undone = database.transaction(async (tx) => {
      await tx.manager.query('INSERT INTO kept VALUES (2)');
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await kept()).toEqual([1]);
  });
});

describe('A transaction in one piece', () => {
  it('is committed as a whole, and every statement tells its own rows', async () => {
    const { first, second, all } = await database.atOnce((tx) => ({
      first: keep(tx, 1),
      second: keep(tx, 2),
      all: tx.send<{ n: number }>('SELECT n FROM kept ORDER BY n', [], 'all'),
    }));
    expect([await first, await second, await all]).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 1 }, { n: 2 }]]);
    expect(await kept()).toEqual([1, 2]);
  });

  it('leaves nothing if one statement fails, and the connection of good use', async () => {
    const broken = database.atOnce((tx) => {
      void keep(tx, 1);
      void keep(tx, 1);
      // Never prepared, since the server passes over it: its name must not be taken for prepared.
      void tx.send('SELECT n + 1 AS more FROM kept', [], 'more');
    });
    await expect(broken).rejects.toMatchObject({ code: '23505' });
    expect(await kept()).toEqual([]);
    const { more } = await database.atOnce((tx) => {
      void keep(tx, 6);
      return { more: tx.send('SELECT n + 1 AS more FROM kept', [], 'more') };
    });
    expect(await more).toEqual([{ more: 7 }]);
  });

  it('leaves nothing if one statement cannot even be written', async () => {
    const unwritable = {
      toPostgres: () => {
        throw new Error('no such value');
      },
    };
    let sent: Promise<unknown> = Promise.resolve();
    const broken = database.atOnce((tx) => {
      void keep(tx, 1);
      sent = tx.send('SELECT $1::text', [unwritable], 'unwritable');
      void keep(tx, 2);
    });
    await expect(broken).rejects.toThrow('no such value');
    await expect(sent).rejects.toThrow('no such value');
    expect(await kept()).toEqual([]);
  });

  it('rejects what was sent along with it', async () => {
    let later: Promise<unknown> = Promise.resolve();
    const broken = database.atOnce((tx) => {
      void tx.send('SELECT 1 / $1::integer', [0], 'divide');
      later = keep(tx, 1);
    });
    await expect(broken).rejects.toMatchObject({ code: '22012' });
    await expect(later).rejects.toMatchObject({ code: '22012' });
  });

  it('is undone where the world is not as it expects', async () => {
    const expectFew = (tx: Sender, most: number): Promise<unknown> =>
      tx.send(expectSql('(SELECT count(*) FROM kept) <= $1::integer', 'few'), [most], 'few');
    await database.atOnce((tx) => {
      void keep(tx, 1);
      void expectFew(tx, 1);
    });
    const unexpected = await database
      .atOnce((tx) => {
        void keep(tx, 2);
        void expectFew(tx, 1);
      })
      .catch((error: unknown) => error);
    expect(isUnexpected(unexpected)).toBe(true);
    expect(isUnexpected(new Error('something else'))).toBe(false);
    expect(await kept()).toEqual([1]);
  });

  it('rejects when its connection is cut under it, and the next one gets another', async () => {
    const cut = database.atOnce((tx) => {
      void keep(tx, 1);
      void tx.send('SELECT pg_terminate_backend(pg_backend_pid())', [], 'cut');
    });
    await expect(cut).rejects.toThrow();
    expect(await kept()).toEqual([]);
  });
});
