// Reads the fact log in order of appearance: woken in this process or by NOTIFY, polling as safety net.
import pg from 'pg';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Fact, FactWaker } from './facts.ts';
import { GapLedger } from './gap-ledger.ts';

const BATCH = 500;
/** How far below the newest fact a new reader looks for commits that are still under way. */
const LOOK_BACK = 2_000;

interface ReadRow {
  xmin: string;
  xmax: string;
  facts: Fact[] | null;
}

export interface FactFeedOptions {
  name: string;
  databaseUrl: string;
  pollMs: number;
  /** Where to begin: behind the newest fact, or behind a remembered place. */
  from: 'now' | number;
  /** May come a few ms after those that people wait for, when this process itself has written. */
  patient?: boolean;
  /** Gets each fact once per feed (again after a failed call); must be quick or hand on. */
  deliver: (facts: Fact[]) => Promise<void>;
}

export class FactFeed {
  private ledger: GapLedger | null = null;
  private listener: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  private unregister: () => void = () => undefined;
  private readAt = 0;
  private delivered = 0;

  constructor(
    private readonly database: Database,
    private readonly waker: FactWaker,
    private readonly log: Log,
    private readonly options: FactFeedOptions,
  ) {}

  /** Everything up to this place has been delivered. */
  get head(): number {
    return this.delivered;
  }

  /** Milliseconds since the log was last read with success. */
  get ageMs(): number {
    return this.readAt === 0 ? Number.POSITIVE_INFINITY : Date.now() - this.readAt;
  }

  async start(): Promise<void> {
    this.ledger = await this.openLedger();
    this.delivered = this.ledger.complete;
    this.unregister = this.waker.register(() => this.wake(), this.options.patient);
    this.timer = setInterval(() => {
      this.wake();
      if (!this.listener) void this.listen();
    }, this.options.pollMs);
    await this.listen();
    this.wake();
  }

  wake(): void {
    if (this.stopped || !this.ledger) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.drain().finally(() => {
      this.running = null;
      if (this.again && !this.stopped) {
        this.again = false;
        this.wake();
      }
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.unregister();
    if (this.timer) clearInterval(this.timer);
    await this.running;
    const listener = this.listener;
    this.listener = null;
    await listener?.end().catch(() => undefined);
  }

  private async drain(): Promise<void> {
    try {
      while (!this.stopped) if ((await this.readOnce()) < BATCH) return;
    } catch (error) {
      this.log.warn({ err: error, feed: this.options.name }, 'fact feed could not read; it will try again');
    }
  }

  private async readOnce(): Promise<number> {
    const ledger = this.ledger;
    if (!ledger) return 0;
    const { xmin, xmax, facts } = await this.read(ledger.last, ledger.missing);
    const before = ledger.clone();
    const fresh = ledger.take(
      facts.map((fact) => fact.id),
      xmin,
      xmax,
    );
    this.readAt = Date.now();
    try {
      if (fresh.size > 0) await this.options.deliver(facts.filter((fact) => fresh.has(fact.id)));
    } catch (error) {
      this.ledger = before;
      throw error;
    }
    this.delivered = ledger.complete;
    return facts.length;
  }

  private async read(after: number, missing: number[]): Promise<{ xmin: bigint; xmax: bigint; facts: Fact[] }> {
    const [row] = await this.database.query<ReadRow>(
      `WITH picked AS (
         (SELECT * FROM facts WHERE id > $1 ORDER BY id LIMIT ${BATCH})
         UNION ALL SELECT * FROM facts WHERE id = ANY($2::bigint[])
       )
       SELECT pg_snapshot_xmin(s)::text AS xmin, pg_snapshot_xmax(s)::text AS xmax,
         (SELECT json_agg(picked ORDER BY id) FROM picked) AS facts
       FROM pg_current_snapshot() AS s`,
      [after, missing],
      'read-facts',
    );
    if (!row) throw new Error('no snapshot row');
    return { xmin: BigInt(row.xmin), xmax: BigInt(row.xmax), facts: row.facts ?? [] };
  }

  private async openLedger(): Promise<GapLedger> {
    if (this.options.from !== 'now') return new GapLedger(this.options.from);
    const [row] = await this.database.query<{ xmin: string; xmax: string; ids: number[] | null; low: number }>(
      `WITH newest AS (SELECT id FROM facts ORDER BY id DESC LIMIT ${LOOK_BACK})
       SELECT pg_snapshot_xmin(s)::text AS xmin, pg_snapshot_xmax(s)::text AS xmax,
         (SELECT json_agg(id ORDER BY id) FROM newest) AS ids, (SELECT coalesce(min(id) - 1, 0)::int FROM newest) AS low
       FROM pg_current_snapshot() AS s`,
    );
    const ledger = new GapLedger(row?.low ?? 0);
    if (row) ledger.take(row.ids ?? [], BigInt(row.xmin), BigInt(row.xmax));
    return ledger;
  }

  private async listen(): Promise<void> {
    if (this.stopped || this.listener) return;
    const client = new pg.Client({
      connectionString: this.options.databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      application_name: `yinling-listen-${this.options.name}`,
    });
    this.listener = client;
    const drop = (): void => {
      if (this.listener === client) this.listener = null;
    };
    client.on('error', drop);
    client.on('end', drop);
    client.on('notification', ({ payload }) => {
      if (payload !== this.waker.id) this.wake();
    });
    try {
      await client.connect();
      await client.query('LISTEN facts');
    } catch (error) {
      drop();
      await client.end().catch(() => undefined);
      this.log.warn({ err: error, feed: this.options.name }, 'cannot listen; polling goes on');
    }
  }
}
