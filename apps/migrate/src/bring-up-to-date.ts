// What a deploy does before any process starts: migrations, the queue's migrations, partitions of telemetry, keys.
import pg from 'pg';
import { StartRefused, ensureSecretKeys, migrate, type Settings } from '#libs/platform';
import { ALL_SCHEMAS } from './all-schemas.ts';

/** Days of telemetry that may still come late, and days made ahead in case nobody makes more. */
const DAYS_BACK = 8;
const DAYS_AHEAD = 30;

/** Safe to run at any time and from several processes at once. Returns the names of the migrations that it ran. */
export async function bringUpToDate(settings: Settings): Promise<string[]> {
  const url = settings.DATABASE_URL;
  if (!url) throw new StartRefused('missing settings: DATABASE_URL');
  ensureSecretKeys(settings);
  const ran = await migrate(url, ALL_SCHEMAS);
  await ensurePartitions(url);
  return ran;
}

async function ensurePartitions(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'yinling-migrate' });
  await client.connect();
  try {
    await client.query(
      `SELECT ensure_telemetry_partitions(today - $1::int, today + $2::int)
       FROM (SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS today) AS clock`,
      [DAYS_BACK, DAYS_AHEAD],
    );
  } finally {
    await client.end();
  }
}
