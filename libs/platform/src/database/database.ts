// The one way to the database: a pool for single statements, and transactions as an explicit handle that crosses libs.
import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { DataSource, EntityManager, MigrationInterface } from 'typeorm';
import { asError } from '../as-error.ts';
import { isDatabaseAway } from '../domain-error.ts';
import { SentAsOne, type Statement } from './sent-as-one.ts';

/** What a lib brings to the database. */
export interface LibSchema {
  entities: (new () => object)[];
  migrations: (new () => MigrationInterface)[];
}

/** Runs SQL; `name` makes it a prepared statement of its connection. */
export interface Sql {
  query<R extends QueryResultRow>(text: string, values?: unknown[], name?: string): Promise<R[]>;
}

/** A transaction that takes statements. */
export interface Sender {
  /**
   * Sends a statement whose answer nobody needs before the commit: it is carried out before everything that is asked after
   * it, and the commit waits for it. If it fails, nothing is committed and the transaction rejects with its error, whether
   * or not anybody looks at what this returns.
   */
  send<R extends QueryResultRow>(text: string, values: unknown[], name: string): Promise<R[]>;
}

/** An open transaction: raw SQL and TypeORM on one connection. */
export interface Tx extends Sql, Sender {
  readonly manager: EntityManager;
}

export interface TransactionOptions {
  /** On the connections that are kept for what must be prompt (promptPool): its statements go by keys, and it is short. */
  prompt?: boolean;
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
    /** What somebody cries for waits for nobody else's connection. */
    private readonly prompt: Pool = pool,
  ) {}

  async query<R extends QueryResultRow>(text: string, values?: unknown[], name?: string): Promise<R[]> {
    return (await this.pool.query<R>(config(text, values, name))).rows;
  }

  /** Commits if `work` resolves; rolls back and rethrows if it rejects. Deadlocks and serialization failures are tried again. */
  async transaction<T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return retrying(() => this.once(work, options));
  }

  /**
   * A transaction that asks nothing in between: everything that `work` sends is carried out in one round trip, commit
   * included, or nothing of it. Their rows come shortly before the commit; what `work` returns is handed on after it. On
   * the prompt connections; tried again like transaction().
   */
  async atOnce<T>(work: (tx: Sender) => T): Promise<T> {
    return retrying(async () => {
      const gathered = new GatheredStatements();
      const result = work(gathered);
      const client = await this.prompt.connect();
      await usingUp(client, () => gathered.sendOn(client));
      return result;
    });
  }

  private async once<T>(work: (tx: Tx) => Promise<T>, { prompt }: TransactionOptions): Promise<T> {
    const client = await (prompt ? this.prompt : this.pool).connect();
    return usingUp(client, async (lost) => {
      const tx = new OpenTransaction(client, this.dataSource);
      sendTogether(client);
      const begun = client.query('BEGIN');
      begun.catch(() => undefined);
      try {
        const result = await work(tx);
        const [end] = await Promise.all([client.query('COMMIT'), begun, ...tx.unanswered]);
        // PostgreSQL answers the COMMIT of a failed transaction with a rollback, not with an error.
        if (end.command !== 'COMMIT') throw new Error('a transaction that had failed was asked to commit');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(lost);
        // What came after a failed statement fails only because of it.
        const failed = (await Promise.allSettled(tx.unanswered)).find((one) => one.status === 'rejected');
        throw failed && isFollowUp(error) ? failed.reason : error;
      }
    });
  }
}

/** Works on a connection of the pool and gives it back; one that is lost (`lost` says so) is of no use to anybody else. */
async function usingUp<T>(client: PoolClient, work: (lost: (why: unknown) => void) => Promise<T>): Promise<T> {
  let broken: Error | undefined;
  const lost = (why: unknown): void => void (broken = asError(why));
  // A connection that dies under us fails our statements; without a listener it would end the process as well.
  client.on('error', lost);
  try {
    return await work(lost);
  } catch (error) {
    // The server says farewell before the connection ends.
    if (isDatabaseAway(error)) lost(error);
    throw error;
  } finally {
    client.removeListener('error', lost);
    client.release(broken ?? client.connection.stream.destroyed);
  }
}

async function retrying<T>(once: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once();
    } catch (error) {
      if (attempt >= 5 || !isRetryable(error)) throw error;
    }
  }
}

class GatheredStatements implements Sender {
  private readonly statements: Statement[] = [];
  private readonly refused: ((error: Error) => void)[] = [];

  send<R extends QueryResultRow>(text: string, values: unknown[], name: string): Promise<R[]> {
    const sent = new Promise<R[]>((resolve, reject) => {
      this.statements.push({ text, values, name, answered });
      function answered(error: Error | null, result?: QueryResult): void {
        if (error) reject(error);
        else resolve((result?.rows ?? []) as R[]);
      }
      this.refused.push(reject);
    });
    sent.catch(() => undefined);
    return sent;
  }

  /** Resolves once everything is committed. */
  sendOn(client: PoolClient): Promise<void> {
    return new Promise((resolve, reject) => {
      const query = new SentAsOne(this.statements, (error) => {
        if (!error) return resolve();
        for (const refuse of this.refused) refuse(error);
        reject(error);
      });
      client.query(query);
    });
  }
}

/**
 * What is asked before anybody waits for an answer goes out in one piece: the server takes it in one go, instead of being
 * woken for each statement and getting into our way.
 */
function sendTogether({ connection: { stream } }: PoolClient): void {
  stream.cork();
  process.nextTick(() => stream.uncork());
}

class OpenTransaction implements Tx {
  readonly unanswered: Promise<unknown>[] = [];
  private ownManager: EntityManager | null = null;

  constructor(
    private readonly client: PoolClient,
    private readonly dataSource: DataSource,
  ) {}

  /** Made when it is asked for: most transactions are raw SQL, and TypeORM's part of them would only cost time. */
  get manager(): EntityManager {
    if (!this.ownManager) {
      const runner = this.dataSource.createQueryRunner();
      // It works on our connection and knows itself inside of a transaction that it has not begun.
      Object.assign(runner, { databaseConnection: this.client, isTransactionActive: true, transactionDepth: 1 });
      this.ownManager = runner.manager;
    }
    return this.ownManager;
  }

  async query<R extends QueryResultRow>(text: string, values?: unknown[], name?: string): Promise<R[]> {
    return (await this.client.query<R>(config(text, values, name))).rows;
  }

  send<R extends QueryResultRow>(text: string, values: unknown[], name: string): Promise<R[]> {
    const sent = this.query<R>(text, values, name);
    sent.catch(() => undefined);
    this.unanswered.push(sent);
    return sent;
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
