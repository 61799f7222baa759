// For cases that wait there is a job at each moment at which a step of their ladder falls due. Lost jobs cost promptness only.
import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { StepTimes } from '#libs/alerts';
import { Database, FactFeed, FactWaker, LOG, SETTINGS, type Fact, type Log, type Settings } from '#libs/platform';
import { ALERT_CLOCK_QUEUE, type AlertClockJob } from './alert-clock.queue.ts';

/** One job serves all steps that fall due within this time: it fires whatever is due, and a storm must not flood the queue. */
const TOGETHER_MS = 100;
/** After these a case has steps that it had not before. */
const WAITING_AGAIN = new Set([
  'raised',
  'released',
  'leaseLapsed',
  'escalated',
  'stepFired',
  'noNextStep',
  'resolved',
]);

@Injectable()
export class StartEscalationWhenAlertIsRaised implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly feed: FactFeed;
  /** Times for which this process has queued a job already. */
  private readonly queued = new Set<number>();

  constructor(
    database: Database,
    waker: FactWaker,
    @InjectQueue(ALERT_CLOCK_QUEUE) private readonly queue: Queue<AlertClockJob>,
    private readonly times: StepTimes,
    @Inject(SETTINGS) settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.feed = new FactFeed(database, waker, log, {
      name: 'escalation',
      settings,
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
    this.queueJobs([...new Set(waiting.map((fact) => fact.subject))]).catch((error: unknown) => {
      this.log.warn({ err: error }, 'jobs could not be queued; the sweeper keeps the clock');
    });
  }

  /** One job for all steps that fall due together; the same time again is the same job. */
  private async queueJobs(alertIds: string[]): Promise<void> {
    const now = Date.now();
    const fresh = (await this.times.of(alertIds, TOGETHER_MS)).filter((dueMs) => !this.queued.has(dueMs));
    for (const dueMs of fresh) this.queued.add(dueMs);
    for (const past of this.queued) if (past < now) this.queued.delete(past);
    await Promise.all(
      fresh.map((dueMs) =>
        this.queue.add(
          'stepDue',
          {},
          { jobId: `due-${dueMs}`, delay: Math.max(0, dueMs - now), removeOnComplete: true, removeOnFail: 100 },
        ),
      ),
    );
  }
}
