// An alert that waits for a console gets a job for the moment at which its wait ends. Lost jobs cost promptness only.
import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Database, FactFeed, FactWaker, LOG, SETTINGS, type Fact, type Log, type Settings } from '#libs/platform';
import { ALERT_CLOCK_QUEUE, type AlertClockJob } from './alert-clock.queue.ts';

const WAITING_AGAIN = new Set(['raised', 'released', 'leaseLapsed']);

@Injectable()
export class StartEscalationWhenAlertIsRaised implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly feed: FactFeed;

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
    const jobs = waiting.map((fact) => ({
      name: 'displayDue',
      data: { alertId: fact.subject },
      opts: { delay: this.settings.ESCALATE_UNDISPLAYED_MS, removeOnComplete: true, removeOnFail: 100 },
    }));
    this.queue.addBulk(jobs).catch((error: unknown) => {
      this.log.warn({ err: error, jobs: jobs.length }, 'jobs could not be queued; the sweeper keeps the clock');
    });
  }
}
