// The one way to the database: a pool for single statements, and transactions as an explicit handle that crosses libs.
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { DataSource, EntityManager, MigrationInterface } from 'typeorm';

/** What a lib brings to the database. */
export interface LibSchema {
  entities: (new () => object)[];
  migrations: (new () => MigrationInterface)[];
}

/** Runs SQL; `name` makes it a prepared statement of its connection. */
export interface Sql {
  query<R extends QueryResultRow>(text: string, values?: unknown[], name?: string): Promise<R[]>;
}

/** An open transaction: raw SQL and TypeORM on one connection. */
export interface Tx extends Sql {
  readonly manager: EntityManager;
}

const config = (text: string, values: unknown[] | undefined, name: string | undefined) => ({
  text,
  ...(values ? { values } : {}),
  ...(name ? { name } : {}),
});

export class Database implements Sql {
  constructor(
    readonly dataSource: DataSource,
    readonly pool: Pool,
  ) {}

  async query<R extends QueryResultRow>(text: string, values?: unknown[], name?: string): Promise<R[]> {
    return (await this.pool.query<R>(config(text, values, name))).rows;
  }

  /** Commits if `work` resolves; rolls back and rethrows if it rejects. Deadlocks and serialization failures are tried again. */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt >= 5 || !isRetryable(error)) throw error;
      }
    }
  }

  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      await runner.startTransaction();
      const tx: Tx = {
        manager: runner.manager,
        query: async <R extends QueryResultRow>(text: string, values?: unknown[], name?: string) =>
          (await client.query<R>(config(text, values, name))).rows,
      };
      const result = await work(tx);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

/** Deadlock (40P01), serialization failure (40001), or a unique race (23505 on the folding belt): the work runs anew. */
function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  if (error.code === '40P01' || error.code === '40001') return true;
  return error.code === '23505' && 'constraint' in error && String(error.constraint).startsWith('alerts_one_open');
}
