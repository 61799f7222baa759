// What of the outside world this machine has: an external PostgreSQL, Mosquitto, Redis.
import { accessSync, constants } from 'node:fs';
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

/** Counts as skipped where a person runs the tests, as failed in CI: there nothing may be left out silently. */
export function missing(tally, what) {
  if (process.env.CI === 'true') tally.failed(`${what}: not on this machine, and CI must have it`);
  else tally.skipped(`${what}: not on this machine`);
}
