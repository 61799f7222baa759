// The server behind testDatabase(): TEST_DATABASE_URL, or an embedded PostgreSQL that lives as long as this run of Jest.
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { isAlive, migrate, startEmbeddedPostgres } from '#libs/platform';
import { allMigrations, migrationFiles } from './all-migrations.ts';
import { withDatabase, type TestServerHandle } from './test-server-handle.ts';

export interface TestServer {
  handle: TestServerHandle;
  close(): Promise<void>;
}

const PREFIX = 'yl_test_';

export async function openTestServer(): Promise<TestServer> {
  const external = process.env.TEST_DATABASE_URL;
  if (external) return withTemplate(external, () => Promise.resolve());
  removeLeftFolders();
  const folder = join(tmpdir(), `yinling-jest-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  const server = await startEmbeddedPostgres({
    dataDir: folder,
    database: 'admin',
    graceSeconds: 1,
    // Nothing in it outlives the run.
    serverSettings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  return withTemplate(server.url, async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

async function withTemplate(url: string, stop: () => Promise<void>): Promise<TestServer> {
  try {
    await dropLeftDatabases(url);
    const prefix = `${PREFIX}${process.pid}`;
    const template = `${prefix}_template_${digest()}`;
    await admin(url, (client) => client.query(`CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8'`));
    await migrate(withDatabase(url, template), [{ entities: [], migrations: await allMigrations() }]);
    // Late telemetry reaches back a week; more days would only make every copy of the template slower.
    await admin(withDatabase(url, template), (client) =>
      client.query(`SELECT ensure_telemetry_partitions(current_date - 9, current_date + 2)`),
    );
    const close = async (): Promise<void> => {
      await dropDatabases(url, (pid) => pid === process.pid);
      await stop();
    };
    return { handle: { url, template, prefix }, close };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What killed runs left behind on a server that goes on. */
const dropLeftDatabases = (url: string): Promise<void> => dropDatabases(url, (pid) => !isAlive(pid));

async function dropDatabases(url: string, ofRun: (pid: number) => boolean): Promise<void> {
  await admin(url, async (client) => {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname LIKE $1', [
      `${PREFIX}%`,
    ]);
    for (const { datname } of rows) {
      const pid = Number(/^yl_test_(\d+)_/.exec(datname)?.[1] ?? 0);
      if (pid > 0 && ofRun(pid)) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
    }
  });
}

function removeLeftFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^yinling-jest-(\d+)$/.exec(name)?.[1] ?? 0);
    const folder = join(tmpdir(), name);
    // A folder whose server still has its pid file is left to its watcher.
    if (pid > 0 && !isAlive(pid) && !existsSync(join(folder, 'postgres', 'postmaster.pid')))
      rmSync(folder, { recursive: true, force: true });
  }
}

const digest = (): string => {
  const hash = createHash('sha256');
  for (const file of migrationFiles()) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
};

async function admin(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
