// A fresh, migrated, empty database for one test file, copied from the template of this run.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Database, errorCode, openDataSource, poolOf, type LibSchema } from '#libs/platform';
import { withDatabase, type TestServerHandle } from './test-server-handle.ts';

export interface TestDatabase {
  /** Connection URL, for what opens connections of its own. */
  url: string;
  database: Database;
  /** Ends the connections and drops the database. */
  close(): Promise<void>;
}

/** `schemas`: libs whose entities the test reads through `database.dataSource`; raw SQL needs none. */
export async function testDatabase(options: { schemas?: LibSchema[]; poolSize?: number } = {}): Promise<TestDatabase> {
  const server = handle();
  const name = `${server.prefix}_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, `CREATE DATABASE ${name} TEMPLATE ${server.template}`);
  const url = withDatabase(server.url, name);
  const dataSource = await openDataSource(url, options.poolSize ?? 10, options.schemas ?? []);
  const pool = poolOf(dataSource);
  // A test may end the server's connections on purpose.
  pool.on('error', () => undefined);
  return {
    url,
    database: new Database(dataSource, pool),
    close: async () => {
      if (dataSource.isInitialized) await dataSource.destroy();
      await asAdmin(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

function handle(): TestServerHandle {
  const raw = process.env.YINLING_TEST_SERVER;
  if (!raw) throw new Error('testDatabase() works in *.db.spec.ts and test/*.e2e-spec.ts only');
  return JSON.parse(raw) as TestServerHandle;
}

async function asAdmin(server: TestServerHandle, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    // Copies of one template wait for each other; two workers at once may collide for a moment.
    for (let attempt = 1; ; attempt++) {
      try {
        await client.query(sql);
        return;
      } catch (error) {
        if (errorCode(error) !== '55006' || attempt >= 50) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  } finally {
    await client.end();
  }
}
