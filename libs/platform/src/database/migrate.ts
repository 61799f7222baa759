// The deploy step: all libs' migrations in time order under one advisory lock, then BullMQ's; and the check of a running process.
import { runMigrations as runQueueMigrations } from 'bullmq';
import pg from 'pg';
import { StartRefused } from '../domain-error.ts';
import { openDataSource } from './data-source.ts';
import type { LibSchema, Sql } from './database.ts';

const MIGRATION_LOCK = 7_233_001;

/** Brings the database up to date; safe to run from several processes at once. Returns the migrations that it ran. */
export async function migrate(url: string, schemas: LibSchema[]): Promise<string[]> {
  const holder = new pg.Client({ connectionString: url, application_name: 'yinling-migrate' });
  await holder.connect();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const dataSource = await openDataSource(url, 2, schemas);
    try {
      const ran = await dataSource.runMigrations();
      await runQueueMigrations(holder, 'bullmq');
      return ran.map((migration) => migration.name);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await holder.end();
  }
}

/** Throws StartRefused if a migration that this process was built with has not run. */
export async function refuseOlderSchema(sql: Sql, schemas: LibSchema[]): Promise<void> {
  const known = schemas.flatMap((schema) => schema.migrations.map((migration) => migration.name));
  const table = await sql.query<{ there: boolean }>(`SELECT to_regclass('schema_migrations') IS NOT NULL AS there`);
  const rows = table[0]?.there ? await sql.query<{ name: string }>('SELECT name FROM schema_migrations') : [];
  const done = new Set(rows.map((row) => row.name));
  const missing = known.filter((name) => !done.has(name));
  if (missing.length > 0) {
    throw new StartRefused(
      `the database schema is older than this program (missing ${missing.join(', ')}): run migrate first`,
    );
  }
}
