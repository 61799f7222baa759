// The one connection on which a process hears that others have written facts; every feed of the process shares it.
import pg from 'pg';
import type { Log } from '../log.ts';

/** Told when another process has written; must not throw. */
export type Heard = () => void;

export class FactListener {
  private readonly heard = new Set<Heard>();
  private client: pg.Client | null = null;
  private opening: Promise<void> = Promise.resolve();

  /** `ownId`: what this process's own notifications say; its feeds know already. */
  constructor(private readonly ownId: string) {}

  /** Resolves once it listens, or could not: then the caller polls, and asks again. */
  async listen(databaseUrl: string, log: Log, heard: Heard): Promise<void> {
    this.heard.add(heard);
    if (!this.client) this.opening = this.open(databaseUrl, log);
    await this.opening;
  }

  /** The last one closes the connection. */
  async leave(heard: Heard): Promise<void> {
    this.heard.delete(heard);
    if (this.heard.size > 0) return;
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async open(connectionString: string, log: Log): Promise<void> {
    const client = new pg.Client({
      connectionString,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      application_name: 'yinling-listen',
    });
    this.client = client;
    const drop = (): void => {
      if (this.client === client) this.client = null;
    };
    client.on('error', drop);
    client.on('end', drop);
    client.on('notification', ({ payload }) => {
      if (payload === this.ownId) return;
      for (const heard of this.heard) heard();
    });
    try {
      await client.connect();
      await client.query('LISTEN facts');
    } catch (error) {
      drop();
      await client.end().catch(() => undefined);
      log.warn({ err: error }, 'cannot listen; polling goes on');
    }
  }
}
