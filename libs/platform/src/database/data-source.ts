// Opens the TypeORM data source. `synchronize` is never true: migrations are the truth.
import pg, { type Pool } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Facts1763800000001 } from './migrations/1763800000001-facts.ts';
import { Expectations1764050000007 } from './migrations/1764050000007-expectations.ts';
import { Files1764100000008 } from './migrations/1764100000008-files.ts';
import type { LibSchema } from './database.ts';
import {
  FeedCursorEntity,
  FactEntity,
  FileEntity,
  IdempotentAnswerEntity,
  ProcessBeatEntity,
} from './platform.entities.ts';

export const platformSchema: LibSchema = {
  entities: [FactEntity, FeedCursorEntity, FileEntity, IdempotentAnswerEntity, ProcessBeatEntity],
  migrations: [Facts1763800000001, Expectations1764050000007, Files1764100000008],
};

/** Options for a data source over the given libs' entities and migrations, in time order. */
export function dataSourceOptions(url: string, poolSize: number, schemas: LibSchema[]): DataSourceOptions {
  const all = [platformSchema, ...schemas];
  return {
    type: 'postgres',
    url,
    synchronize: false,
    entities: all.flatMap((schema) => schema.entities),
    migrations: all.flatMap((schema) => schema.migrations).sort((a, b) => timeOf(a.name) - timeOf(b.name)),
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'each',
    logging: false,
    extra: { ...CONNECTION, max: poolSize, idleTimeoutMillis: 30_000 },
  };
}

const CONNECTION = {
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  application_name: 'yinling',
  // A frozen database must show as an error, not as a wait without end.
  statement_timeout: 15_000,
  query_timeout: 20_000,
  // Statements of one transaction that do not need each other's answers travel together.
  pipeline: true,
};

const MOST_PROMPT = 4;

/**
 * A few connections of their own for what must be prompt: never lent to anything else, never closed for being idle, and
 * their statements are planned once, not for each set of values, since planning would take longer than the work itself.
 */
export function promptPool(url: string): Pool {
  const pool = new pg.Pool({ ...CONNECTION, connectionString: url, max: MOST_PROMPT, idleTimeoutMillis: 0 });
  pool.on('connect', (client) => {
    // Without it they are only slower.
    client.query('SET plan_cache_mode = force_generic_plan').catch(() => undefined);
  });
  return pool;
}

export const openDataSource = async (url: string, poolSize: number, schemas: LibSchema[]): Promise<DataSource> =>
  new DataSource(dataSourceOptions(url, poolSize, schemas)).initialize();

/** TypeORM's own pg pool, so that raw statements and repositories share connections. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}

const timeOf = (name: string): number => Number(/\d{13}$/.exec(name)?.[0] ?? 0);
