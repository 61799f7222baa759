// The embedded database: a real PostgreSQL server in a session of its own, adopted if it lives, started anew if it dies.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { StartRefused } from '../domain-error.ts';
import { isAlive, signal, waitUntil } from '../processes/process-facts.ts';
import { USER, makeCluster, type Cluster } from './cluster.ts';
import { livingPostmaster, processesOf, writtenPostmaster, type Postmaster } from './postmaster.ts';
import { freePort, launch } from './launch.ts';
import { endOldWatcher, startWatcher } from './watcher.ts';

export interface EmbeddedPostgresOptions {
  /** Folder that holds the cluster (postgres/), its password and its log; made if missing. */
  dataDir: string;
  /** Server settings on top of ours, e.g. `fsync: 'off'` in tests. */
  serverSettings?: Record<string, string>;
  /** Name of the database; made if missing. Default `yinling`. */
  database?: string;
  /** How long after our process has vanished the server is stopped, in seconds. Default 3. */
  graceSeconds?: number;
  /** Gets one line for what a person may want to know. */
  say?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** Connection URL with user and password; stays valid when a died server is started anew. */
  url: string;
  port: number;
  /** True if the database was made by this call. */
  fresh: boolean;
  /** Pid of the server as it is now. */
  pid(): number;
  /** Fast shutdown; resolves when the server is gone. */
  stop(): Promise<void>;
}

const DEFAULTS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  fsync: 'on',
  synchronous_commit: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_connections: '',
};

/** Starts or adopts the server of `dataDir`. Throws StartRefused with one line that names the remedy. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const say = options.say ?? (() => undefined);
  const cluster = await makeCluster(options.dataDir, say);
  await endOldWatcher(cluster.dataDir);
  const settings = { ...DEFAULTS, ...options.serverSettings };
  // Before the server: whenever we are killed, somebody is there to stop it.
  const watcher = startWatcher(cluster.dataDir, cluster.folder, options.graceSeconds ?? 3);
  let server = (await adopt(cluster, say)) ?? (await start(cluster, settings, null));
  const { port } = server;
  const database = options.database ?? 'yinling';
  const fresh = await ensureDatabase(cluster, port, database);

  // A server that dies under us (kill -9, out of memory) comes back on its port: the rest of the system retries meanwhile.
  let stopping = false;
  let reviving: Promise<void> | null = null;
  const revive = async (): Promise<void> => {
    say(`the embedded database (pid ${server.pid}) has died; starting it again`);
    while (!stopping) {
      try {
        server = await start(cluster, settings, port);
        return;
      } catch (error) {
        say(`${error instanceof Error ? error.message : String(error)}; trying again`);
        await wait(1_000);
      }
    }
  };
  const guard = setInterval(() => {
    if (!reviving && !isAlive(server.pid)) reviving = revive().finally(() => (reviving = null));
  }, 250);
  guard.unref();

  return {
    url: urlOf(cluster, port, database),
    port,
    fresh,
    pid: () => server.pid,
    stop: async () => {
      stopping = true;
      clearInterval(guard);
      await reviving;
      await shutDown(cluster, server.pid);
      watcher.dismiss();
    },
  };
}

/** URL of the embedded database of `dataDir` while it runs; null if it does not. For commands beside a running platform. */
export function runningEmbeddedUrl(dataDir: string, database = 'yinling'): string | null {
  const living = livingPostmaster(join(resolve(dataDir), 'postgres'));
  const passwordFile = join(resolve(dataDir), 'postgres-password');
  if (!living || living.status !== 'ready' || !existsSync(passwordFile)) return null;
  return urlOf({ user: USER, password: readFileSync(passwordFile, 'utf8').trim() }, living.port, database);
}

/** A living server of the folder: waits while it starts or stops. Null if there is none (any more). */
async function adopt(cluster: Cluster, say: (line: string) => void): Promise<Postmaster | null> {
  let told = false;
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await wait(50)) {
    const living = livingPostmaster(cluster.folder);
    if (!living) {
      const left = await waitUntil(() => processesOf(cluster.folder).length === 0, 10_000);
      if (left) return null;
      throw new StartRefused(
        `processes of a dead database server are still there (pids ${processesOf(cluster.folder).join(', ')}): end them, then start again`,
      );
    }
    if (living.status === 'ready' && living.port > 0) {
      say(`adopting the database server that is still running (pid ${living.pid})`);
      return living;
    }
    if (!told) say(`waiting for the database server that is ${living.status || 'starting'} (pid ${living.pid})`);
    told = true;
  }
  throw new StartRefused(
    `the database server of ${cluster.folder} does not become ready; its log is ${cluster.logFile}`,
  );
}

/** Starts the server and waits until it takes connections; `port` null takes any free one. */
async function start(cluster: Cluster, settings: Record<string, string>, port: number | null): Promise<Postmaster> {
  // The last children of a dead server hold its shared memory for a moment: up to 10 s of further attempts.
  for (const deadline = Date.now() + 10_000; ; await wait(250)) {
    const chosen = port ?? (await freePort());
    const child = launch(cluster, { ...settings, port: String(chosen) });
    const ready = (): boolean => {
      const written = writtenPostmaster(cluster.folder);
      return written?.pid === child.pid && written?.status === 'ready';
    };
    await waitUntil(() => child.exited() || ready(), 60_000);
    if (ready()) return { pid: child.pid, port: chosen, status: 'ready' };
    if (!child.exited()) {
      throw new StartRefused(
        `the database server does not become ready within a minute; its log is ${cluster.logFile}`,
      );
    }
    const log = child.output();
    const holder = writtenPostmaster(cluster.folder);
    if (holder && isAlive(holder.pid) && /is another postmaster/i.test(log)) {
      throw new StartRefused(
        `${cluster.folder}/postmaster.pid names process ${holder.pid}, which is not this database's server: ` +
          'if no PostgreSQL server uses that folder, remove that file and start again',
      );
    }
    const passing = /shared memory block|could not bind|Address already in use|is another postmaster/i.test(log);
    if (!passing || Date.now() >= deadline) throw new StartRefused(whyNot(cluster, log));
  }
}

function whyNot(cluster: Cluster, log: string): string {
  const fatal =
    log
      .split('\n')
      .filter((line) => /FATAL|PANIC|error while loading/.test(line))
      .at(-1) ??
    log.split('\n').at(-1) ??
    '';
  return `the database server did not start: ${fatal.replace(/^.*?(FATAL|PANIC):\s*/, '').trim()} (its log is ${cluster.logFile})`;
}

async function shutDown(cluster: Cluster, pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  signal(pid, 'SIGINT');
  if (await waitUntil(() => !isAlive(pid), 20_000)) return;
  // An immediate shutdown loses nothing: the next start recovers from the write-ahead log.
  signal(pid, 'SIGQUIT');
  if (!(await waitUntil(() => !isAlive(pid), 10_000)))
    throw new Error(`the database server (pid ${pid}) of ${cluster.folder} does not stop`);
}

const urlOf = (cluster: Pick<Cluster, 'user' | 'password'>, port: number, database: string): string =>
  `postgres://${cluster.user}:${cluster.password}@127.0.0.1:${port}/${database}`;

async function ensureDatabase(cluster: Cluster, port: number, name: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(cluster, port, 'postgres'), connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return false;
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    return true;
  } finally {
    await client.end();
  }
}
