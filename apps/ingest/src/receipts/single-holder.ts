// One of several processes holds an office: an advisory lock of the database, on a connection of its own.
import pg from 'pg';
import type { Log } from '#libs/platform';

export interface SingleHolderOptions {
  databaseUrl: string;
  /** Key of the advisory lock. */
  lock: number;
  name: string;
  tryEveryMs: number;
  /** While this is false the office is left to others. */
  isAble: () => boolean;
  onTaken: () => Promise<void>;
  onLost: () => Promise<void>;
}

export class SingleHolder {
  private client: pg.Client | null = null;
  private holds = false;
  private timer: NodeJS.Timeout | null = null;
  private step: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly log: Log,
    private readonly options: SingleHolderOptions,
  ) {}

  get isHolder(): boolean {
    return this.holds;
  }

  start(): void {
    this.timer = setInterval(() => this.next(), this.options.tryEveryMs);
    this.next();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.step;
    await this.giveUp();
  }

  private next(): void {
    if (this.stopped) return;
    this.step ??= this.tryOrKeep().finally(() => (this.step = null));
  }

  private async tryOrKeep(): Promise<void> {
    try {
      if (!this.options.isAble()) return await this.giveUp();
      this.client ??= await this.connect();
      if (this.holds) {
        await this.client.query('SELECT 1');
        return;
      }
      const { rows } = await this.client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
        this.options.lock,
      ]);
      if (!rows[0]?.taken) return;
      this.holds = true;
      await this.options.onTaken();
    } catch (error) {
      this.log.warn({ err: error, office: this.options.name }, 'the office cannot be held now');
      await this.giveUp();
    }
  }

  private async giveUp(): Promise<void> {
    const { client, holds } = this;
    this.client = null;
    this.holds = false;
    // What the holder does must have ended before another one can begin.
    if (holds)
      await this.options
        .onLost()
        .catch((error: unknown) => this.log.warn({ err: error }, 'an office was not left in order'));
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.options.databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      application_name: `yinling-${this.options.name}`,
    });
    client.on('error', () => {
      if (this.client === client) this.next();
    });
    await client.connect();
    return client;
  }
}
