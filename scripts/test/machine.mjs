// What of the outside world this machine has: an external PostgreSQL, Mosquitto, Redis.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

const DEFAULT_POSTGRES = 'postgres://root@127.0.0.1:5432/postgres';

/** The admin URL of an external PostgreSQL that answers; null if there is none. */
export async function externalPostgres() {
  const url = process.env.TEST_POSTGRES_URL || DEFAULT_POSTGRES;
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    await client.query('SELECT 1');
    return url;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The program's path; null if it is not installed. Debian keeps servers outside an ordinary user's PATH. */
export function program(name) {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // Not here; perhaps in the next folder.
    }
  }
  return null;
}

/** A Redis of this run's own: {url, stop()}; null if there is none on this machine. */
export async function startRedis() {
  const server = program('redis-server');
  if (!server) return null;
  const port = await freePort();
  const child = spawn(server, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ready = await new Promise((resolve) => {
    child.stdout.on('data', (text) => {
      if (/ready to accept connections/i.test(String(text))) resolve(true);
    });
    child.once('exit', () => resolve(false));
  });
  return ready ? { url: `redis://127.0.0.1:${port}`, stop: () => child.kill() } : null;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Counts as skipped where a person runs the tests, as failed in CI: there nothing may be left out silently. */
export function missing(tally, what) {
  if (process.env.CI === 'true') tally.failed(`${what}: not on this machine, and CI must have it`);
  else tally.skipped(`${what}: not on this machine`);
}
