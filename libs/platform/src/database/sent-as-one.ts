// Statements that travel in one piece: the driver's own queries, written behind one another with one Sync at the end instead
// of one for each. For PostgreSQL that is one transaction: all of them are carried out, or none. The server is woken once;
// it shows what came of them (Flush), commits (Sync), and says so.
import pg, { type Connection, type QueryResult } from 'pg';

export interface Statement {
  text: string;
  values: unknown[];
  /** Makes it a prepared statement of its connection. */
  name: string;
  /** Called when it is carried out, which is before the commit; or with why its values or rows could not be understood. */
  answered: (error: Error | null, result?: QueryResult) => void;
}

/** What the driver tells the query whose turn it is. */
interface DriverQuery {
  name: string;
  text: string;
  submit(connection: Connection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleError(error: Error, connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
}

/** The driver's memory of which statements a connection has prepared, or is about to. */
interface PreparedStatements {
  parsedStatements: Record<string, string | undefined>;
  submittedNamedStatements: Record<string, string | undefined>;
}

export class SentAsOne extends pg.Query {
  private readonly queries: DriverQuery[];
  private turn = 0;
  /** Why one of them could not even be written. */
  private unwritable: Error | null = null;

  /** `callback`: committed, or not. The driver calls it too, and puts its own before it (time-outs). */
  constructor(
    statements: readonly Statement[],
    public callback: (error: Error | null) => void,
  ) {
    super('');
    this.queries = statements.map(
      ({ answered, ...statement }) =>
        new pg.Query(statement, (error: Error | undefined, result: unknown) => {
          this.unwritable ??= error ?? null;
          answered(error ?? null, result as QueryResult | undefined);
        }) as unknown as DriverQuery,
    );
    // When a statement is prepared the driver asks for the name and the text of the query whose turn it is.
    Object.defineProperty(this, 'name', { get: () => this.current?.name });
    Object.defineProperty(this, 'text', { get: () => this.current?.text });
  }

  override readonly submit = (connection: Connection): Error | null => {
    const withoutSync = Object.create(connection, { sync: { value: () => undefined } }) as Connection;
    connection.stream.cork();
    try {
      for (const query of this.queries) {
        const refusal = query.submit(withoutSync) ?? this.unwritable;
        if (!refusal) continue;
        // What was written before must not be committed without the rest: without a Sync it ends with the connection.
        connection.stream.destroy();
        return refusal;
      }
      connection.flush();
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
    return null;
  };

  handleRowDescription(message: unknown): void {
    this.current?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.current?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    this.current?.handleCommandComplete(message, connection);
    // To the query it looks as if its own Sync had been answered.
    this.current?.handleReadyForQuery(connection);
    this.turn++;
  }

  handleError(error: Error, connection: Connection): void {
    const { parsedStatements, submittedNamedStatements } = connection as unknown as PreparedStatements;
    // The server has passed over everything behind the one that failed: it was not prepared either.
    for (const { name } of this.queries.slice(this.turn))
      if (parsedStatements[name] === undefined) Reflect.deleteProperty(submittedNamedStatements, name);
    this.callback(error);
  }

  handleReadyForQuery(): void {
    this.callback(null);
  }

  private get current(): DriverQuery | undefined {
    return this.queries[this.turn];
  }
}
