// Opens the TypeORM data source. `synchronize` is never true: migrations are the truth.
import type { Pool } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Facts1763800000001 } from './migrations/1763800000001-facts.ts';
import type { LibSchema } from './database.ts';
import { FeedCursorEntity, FactEntity, IdempotentAnswerEntity, ProcessBeatEntity } from './platform.entities.ts';

export const platformSchema: LibSchema = {
  entities: [FactEntity, FeedCursorEntity, IdempotentAnswerEntity, ProcessBeatEntity],
  migrations: [Facts1763800000001],
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
    extra: {
      max: poolSize,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      idleTimeoutMillis: 30_000,
      application_name: 'yinling',
      // A frozen database must show as an error, not as a wait without end.
      statement_timeout: 15_000,
      query_timeout: 20_000,
      // Statements of one transaction that do not need each other's answers travel together.
      pipeline: true,
    },
  };
}

export const openDataSource = async (url: string, poolSize: number, schemas: LibSchema[]): Promise<DataSource> =>
  new DataSource(dataSourceOptions(url, poolSize, schemas)).initialize();

/** TypeORM's own pg pool, so that raw statements and repositories share connections. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}

const timeOf = (name: string): number => Number(/\d{13}$/.exec(name)?.[0] ?? 0);
