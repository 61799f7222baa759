// The beat of a process: every few seconds it writes that it lives and how its links stand, for the health page.
import { hostname } from 'node:os';
import type { LinkHealth } from '#libs/contracts';
import type { Database } from './database/database.ts';
import type { Log } from './log.ts';

export interface ProcessBeatOptions {
  app: string;
  /** Fixed over restarts where the process has a name, so that a new start takes the place of the old one. */
  processId?: string;
  everyMs?: number;
  /** How the links of this process stand now. */
  links: () => LinkHealth[];
}

export class ProcessBeat {
  readonly processId: string;
  private readonly startedAt = new Date();
  private timer: NodeJS.Timeout | null = null;
  private beating: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
    private readonly options: ProcessBeatOptions,
  ) {
    this.processId = options.processId ?? `${options.app}-${hostname()}-${process.pid}`;
  }

  start(): void {
    this.timer = setInterval(() => this.beat(), this.options.everyMs ?? 5_000);
    this.beat();
  }

  /** A process that ends on purpose leaves no row behind: nobody misses it. */
  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.beating;
    await this.database
      .query('DELETE FROM process_beats WHERE process_id = $1 AND started_at = $2', [this.processId, this.startedAt])
      .catch(() => undefined);
  }

  private beat(): void {
    this.beating ??= this.write().finally(() => (this.beating = null));
  }

  private async write(): Promise<void> {
    try {
      await this.database.query(
        `INSERT INTO process_beats (process_id, app, started_at, beat_at, links) VALUES ($1, $2, $3, clock_timestamp(), $4)
         ON CONFLICT (process_id) DO UPDATE SET app = excluded.app, started_at = excluded.started_at,
           beat_at = excluded.beat_at, links = excluded.links`,
        [this.processId, this.options.app, this.startedAt, JSON.stringify(this.options.links())],
        'process-beat',
      );
    } catch (error) {
      this.log.warn({ err: error }, 'the beat of this process could not be written');
    }
  }
}
