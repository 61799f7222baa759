// Whether this database is the demo county, whose passwords everybody knows; the database itself keeps the answer.
import type { Sql } from '#libs/platform';
import { isDemoLoaded } from './demo/load-demo-county.ts';

export type DemoDecision = 'load' | 'loaded' | 'none';

/**
 * `wanted`: DEMO, null if not set. `embedded`: the database is our own.
 * `loaded` even where DEMO=false: public passwords that are in a database do not go away by a setting.
 */
export async function decideDemo(sql: Sql, wanted: boolean | null, embedded: boolean): Promise<DemoDecision> {
  if (await isDemoLoaded(sql)) return 'loaded';
  if (wanted !== null) return wanted ? 'load' : 'none';
  return embedded && (await isEmpty(sql)) ? 'load' : 'none';
}

async function isEmpty(sql: Sql): Promise<boolean> {
  const [row] = await sql.query<{ empty: boolean }>(
    `SELECT NOT (EXISTS (SELECT 1 FROM accounts) OR EXISTS (SELECT 1 FROM divisions) OR EXISTS (SELECT 1 FROM elders)
       OR EXISTS (SELECT 1 FROM devices) OR EXISTS (SELECT 1 FROM device_events)) AS empty`,
  );
  return row?.empty === true;
}
