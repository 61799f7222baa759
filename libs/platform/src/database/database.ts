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
  /**
   * Sends a statement whose answer nobody needs: it is carried out before everything that is asked after it, and the
   * commit waits for it. If it fails, nothing is committed and the transaction rejects with its error.
   */
  send(text: string, values: unknown[], name?: string): void;
}

export interface TransactionOptions {
  /**
   * Its prepared statements are planned once for each connection, not for each set of values: right where every statement
   * goes by keys, and where planning would take longer than the work itself.
   */
  samePlans?: boolean;
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
  async transaction<T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work, options);
      } catch (error) {
        if (attempt >= 5 || !isRetryable(error)) throw error;
      }
    }
  }

  private async once<T>(work: (tx: Tx) => Promise<T>, { samePlans }: TransactionOptions): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      const unanswered: Promise<unknown>[] = [];
      const tx: Tx = {
        manager: runner.manager,
        query: async <R extends QueryResultRow>(text: string, values?: unknown[], name?: string) =>
          (await client.query<R>(config(text, values, name))).rows,
        send: (text, values, name) => {
          const sent = client.query(config(text, values, name));
          sent.catch(() => undefined);
          unanswered.push(sent);
        },
      };
      // TypeORM's own START TRANSACTION is a round trip of its own; the runner is told that it is inside of one.
      Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
      const begun = client.query(samePlans ? `BEGIN; SET LOCAL plan_cache_mode = 'force_generic_plan'` : 'BEGIN');
      begun.catch(() => undefined);
      try {
        const result = await work(tx);
        const [committed] = await Promise.all([client.query('COMMIT'), begun, ...unanswered]);
        // PostgreSQL answers the COMMIT of a failed transaction with a rollback, not with an error.
        if (committed.command !== 'COMMIT') throw new Error('a transaction that had failed was asked to commit');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        // What came after a failed statement fails only because of it.
        const failed = (await Promise.allSettled(unanswered)).find((one) => one.status === 'rejected');
        throw failed && isFollowUp(error) ? failed.reason : error;
      } finally {
        Object.assign(runner, { isTransactionActive: false, transactionDepth: 0 });
      }
    } finally {
      await runner.release();
    }
  }
}

/** "current transaction is aborted". */
const isFollowUp = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '25P02';

/** Deadlock (40P01), serialization failure (40001), or a unique race (23505 on the folding belt): the work runs anew. */
function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  if (error.code === '40P01' || error.code === '40001') return true;
  return error.code === '23505' && 'constraint' in error && String(error.constraint).startsWith('alerts_one_open');
}
