// Follows the fact log: what this process commits is handed over, what others commit is read when NOTIFY or the clock says so.
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';
import type { Fact, FactWaker } from './facts.ts';
import { GapLedger } from './gap-ledger.ts';

const BATCH = 500;
/** Facts further ahead than this are not taken as they are handed over: all that lies between is to be read first. */
const MOST_AHEAD = 1_000;
/** How far below the newest fact a new reader looks for commits that are still under way. */
const LOOK_BACK = 2_000;

interface ReadRow {
  xmin: string;
  xmax: string;
  facts: Fact[] | null;
}

export interface FactFeedOptions {
  name: string;
  settings: Pick<Settings, 'DATABASE_URL' | 'FEED_POLL_MS'>;
  /** Where to begin: behind the newest fact, or behind a remembered place. */
  from: 'now' | number;
  /** May come a few ms after those that people wait for, when this process itself has written. */
  patient?: boolean;
  /** Gets each fact once per feed (again after a failed call); must be quick or hand on. */
  deliver: (facts: Fact[]) => Promise<void>;
}

export class FactFeed {
  private ledger: GapLedger | null = null;
  private timer: NodeJS.Timeout | null = null;
  private draining = false;
  private running: Promise<void> = Promise.resolve();
  /** Committed by this process and not delivered yet. */
  private handed: Fact[] = [];
  private mustRead = false;
  private stopped = false;
  private unregister: () => void = () => undefined;
  private readonly heard = (): void => this.wake();
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
    this.unregister = this.waker.register((facts) => this.wake(facts), this.options.patient);
    this.timer = setInterval(() => {
      this.wake();
      // A connection that was lost is opened again by whoever asks first.
      void this.listen();
    }, this.options.settings.FEED_POLL_MS);
    await this.listen();
    this.wake();
  }

  /** `facts`: what is new, known to be committed; none: whatever is new must be read. */
  wake(facts: readonly Fact[] = []): void {
    if (this.stopped || !this.ledger) return;
    if (facts.length === 0) this.mustRead = true;
    else this.handed.push(...facts);
    if (this.draining) return;
    this.draining = true;
    this.running = this.drain();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.unregister();
    if (this.timer) clearInterval(this.timer);
    await this.running;
    await this.waker.listener.leave(this.heard);
  }

  private async drain(): Promise<void> {
    try {
      while (!this.stopped && this.ledger) {
        if (this.handed.length > 0) await this.takeHanded(this.ledger);
        else if (this.mustRead) await this.readOnce(this.ledger);
        else return;
      }
    } catch (error) {
      // The next tick of the clock reads it all.
      this.handed = [];
      this.log.warn({ err: error, feed: this.options.name }, 'fact feed could not go on; it will try again');
    } finally {
      this.draining = false;
    }
  }

  private async takeHanded(ledger: GapLedger): Promise<void> {
    const facts = this.handed;
    this.handed = [];
    const farthest = facts.reduce((id, fact) => Math.max(id, fact.id), 0);
    if (farthest > ledger.last + MOST_AHEAD) this.mustRead = true;
    else await this.deliver(ledger, facts, (ids) => ledger.takeCommitted(ids));
  }

  private async readOnce(ledger: GapLedger): Promise<void> {
    this.mustRead = false;
    const { xmin, xmax, facts } = await this.read(ledger.last, ledger.missing);
    this.readAt = Date.now();
    await this.deliver(ledger, facts, (ids) => ledger.take(ids, xmin, xmax));
    if (facts.length >= BATCH) this.mustRead = true;
  }

  /** What cannot be delivered counts as never taken. */
  private async deliver(ledger: GapLedger, facts: Fact[], take: (ids: number[]) => Set<number>): Promise<void> {
    const before = ledger.clone();
    const fresh = take(facts.map((fact) => fact.id));
    try {
      if (fresh.size > 0) await this.options.deliver(facts.filter((fact) => fresh.has(fact.id)));
    } catch (error) {
      this.ledger = before;
      throw error;
    }
    this.delivered = ledger.complete;
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
    if (!this.stopped) await this.waker.listener.listen(this.options.settings.DATABASE_URL ?? '', this.log, this.heard);
  }
}
