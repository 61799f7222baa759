// For alerts that wait for a console there is a job at the moment at which their wait ends. Lost jobs cost promptness only.
import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Database, FactFeed, FactWaker, LOG, SETTINGS, type Fact, type Log, type Settings } from '#libs/platform';
import { ALERT_CLOCK_QUEUE, type AlertClockJob } from './alert-clock.queue.ts';

/** One job serves all steps that fall due within this time: it fires whatever is due, and a storm must not flood the queue. */
const TOGETHER_MS = 100;
const WAITING_AGAIN = new Set(['raised', 'released', 'leaseLapsed']);

@Injectable()
export class StartEscalationWhenAlertIsRaised implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly feed: FactFeed;
  /** When the latest job of this process falls due. */
  private queuedMs = 0;

  constructor(
    database: Database,
    waker: FactWaker,
    @InjectQueue(ALERT_CLOCK_QUEUE) private readonly queue: Queue<AlertClockJob>,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.feed = new FactFeed(database, waker, log, {
      name: 'escalation',
      databaseUrl: settings.DATABASE_URL ?? '',
      pollMs: settings.FEED_POLL_MS,
      from: 'now',
      patient: true,
      deliver: async (facts) => this.schedule(facts),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    this.queue.on('error', (error) =>
      this.log.warn({ err: error }, 'the job queue is away; the sweeper keeps the clock'),
    );
    await this.feed.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.feed.stop();
  }

  /** Not awaited: a queue that hangs must not hold the feed. */
  private schedule(facts: Fact[]): void {
    const waiting = facts.filter((fact) => fact.kind === 'alert' && WAITING_AGAIN.has(fact.change));
    if (waiting.length === 0) return;
    const dueMs = Math.ceil((Date.now() + this.settings.ESCALATE_UNDISPLAYED_MS) / TOGETHER_MS) * TOGETHER_MS;
    if (dueMs === this.queuedMs) return;
    this.queuedMs = dueMs;
    const job = { jobId: `due-${dueMs}`, delay: dueMs - Date.now(), removeOnComplete: true, removeOnFail: 100 };
    this.queue.add('displayDue', {}, job).catch((error: unknown) => {
      this.log.warn({ err: error }, 'a job could not be queued; the sweeper keeps the clock');
    });
  }
}
