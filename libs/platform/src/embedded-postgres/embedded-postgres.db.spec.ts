// The embedded database under the faults that a machine on a desk sees: killed apps, killed servers, odd folders.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { isAlive, signal, waitUntil } from '../processes/process-facts.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const APP = join(import.meta.dirname, 'testing', 'app-with-database.ts');

interface App {
  child: ChildProcess;
  url: string;
  pid: number;
}

describe('The embedded database', () => {
  let dataDir: string;
  let apps: App[];
  let servers: EmbeddedPostgres[];

  beforeEach(() => {
    dataDir = join(mkdtempSync(join(tmpdir(), 'yinling-embedded-')), 'data');
    chmodSync(join(dataDir, '..'), 0o711);
    apps = [];
    servers = [];
  });
  afterEach(async () => {
    for (const app of apps) app.child.kill('SIGKILL');
    for (const server of servers) await server.stop();
    await waitUntil(() => apps.every((app) => !isAlive(app.pid)), 15_000);
    rmSync(join(dataDir, '..'), { recursive: true, force: true });
  });

  const start = async (): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ dataDir });
    servers.push(server);
    return server;
  };
  const startApp = async (graceSeconds = 1): Promise<App> => {
    const args = ['--import', join(ROOT, 'scripts/typescript/register.mjs'), APP, dataDir, String(graceSeconds)];
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const line = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve);
      child.once('exit', (code) => reject(new Error(`the app ended with ${code}`)));
    });
    const app = { child, ...(JSON.parse(line) as { url: string; pid: number }) };
    apps.push(app);
    return app;
  };
  const kill = async (child: ChildProcess): Promise<void> => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };

  it('is UTF-8 whatever the locale of the machine is, on 127.0.0.1, and durable', async () => {
    const server = await start();
    const [row] = await query(
      server.url,
      `SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider, datlocale AS locale,
         current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
         current_setting('listen_addresses') AS listens, current_setting('max_connections') AS connections
       FROM pg_database WHERE datname = current_database()`,
    );
    expect(row).toEqual({
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
      fsync: 'on',
      commit: 'on',
      listens: '127.0.0.1',
      connections: '200',
    });
  });

  it('keeps its password for the owner alone, and lets nobody in without it', async () => {
    const server = await start();
    expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
    const withoutPassword = new URL(server.url);
    withoutPassword.password = 'guess';
    await expect(query(withoutPassword.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps its data over a clean stop, and says so by not being fresh', async () => {
    const first = await start();
    expect(first.fresh).toBe(true);
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    await first.stop();
    expect(isAlive(first.pid())).toBe(false);
    const second = await start();
    expect(second.fresh).toBe(false);
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('is adopted as it runs when its app was killed', async () => {
    const app = await startApp(30);
    await query(app.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    await kill(app.child);
    const server = await start();
    expect(server.pid()).toBe(app.pid);
    expect(await query(server.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('does not outlive a killed app for long', async () => {
    const app = await startApp(1);
    await kill(app.child);
    expect(isAlive(app.pid)).toBe(true);
    expect(await waitUntil(() => !isAlive(app.pid), 15_000)).toBe(true);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('starts while an earlier server is still stopping', async () => {
    const app = await startApp(0);
    await kill(app.child);
    await waitUntil(() => !isAlive(app.pid) || statusOf(dataDir) === 'stopping', 10_000);
    const server = await start();
    expect(await query(server.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('comes back on its port with everything committed when the server is killed', async () => {
    const server = await start();
    await query(server.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    const before = server.pid();
    signal(before, 'SIGKILL');
    expect(await waitUntil(() => server.pid() !== before, 20_000)).toBe(true);
    expect(await query(server.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('starts again with everything committed when app and server were killed together', async () => {
    const app = await startApp(1);
    await query(app.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    signal(app.pid, 'SIGKILL');
    await kill(app.child);
    const server = await start();
    expect(await query(server.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('takes no notice of a first start that was killed half-way', async () => {
    const left = join(dataDir, 'postgres.new-999999');
    mkdirSync(join(left, 'data'), { recursive: true });
    chmodSync(dataDir, 0o711);
    await start();
    expect(existsSync(left)).toBe(false);
  });

  it('never deletes the pid file of another process: it names the remedy', async () => {
    const first = await start();
    await first.stop();
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
    const owner = statSync(join(dataDir, 'postgres'));
    const stranger = spawn('sleep', ['60'], { uid: owner.uid, gid: owner.gid, stdio: 'ignore' });
    try {
      const content = `${stranger.pid}\n${join(dataDir, 'postgres')}\n1\n1\n\n127.0.0.1\n\nready   \n`;
      writeFileSync(pidFile, content);
      await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/remove that file and start again/);
      expect(readFileSync(pidFile, 'utf8')).toBe(content);
    } finally {
      stranger.kill();
      rmSync(pidFile, { force: true });
    }
  });

  it('refuses a folder made by another PostgreSQL, and one that holds something else', async () => {
    const folder = join(dataDir, 'postgres');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'holiday.jpg'), '');
    chmodSync(dataDir, 0o711);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/is not empty and holds no database/);
    writeFileSync(join(folder, 'PG_VERSION'), '15\n');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/was made by PostgreSQL 15/);
    expect(existsSync(join(folder, 'holiday.jpg'))).toBe(true);
  });
});

const statusOf = (dataDir: string): string => {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? (readFileSync(file, 'utf8').split('\n')[7] ?? '').trim() : '';
};

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
