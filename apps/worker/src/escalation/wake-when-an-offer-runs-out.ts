// When somebody is asked or has set out there is a job at the earliest moment at which the clock has to look again. Lost
// jobs cost promptness only.
import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { SweepDispatch } from '#libs/alerts';
import { Database, FactFeed, FactWaker, LOG, SETTINGS, type Log, type Settings } from '#libs/platform';
import { DISPATCH_CLOCK_QUEUE, type DispatchClockJob } from './dispatch-clock.queue.ts';

/** One job serves everything that falls due within this time. */
const TOGETHER_MS = 100;

@Injectable()
export class WakeWhenAnOfferRunsOut implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly feed: FactFeed;
  /** When the latest job of this process falls due. */
  private queuedMs = 0;

  constructor(
    database: Database,
    waker: FactWaker,
    private readonly sweepDispatch: SweepDispatch,
    @InjectQueue(DISPATCH_CLOCK_QUEUE) private readonly queue: Queue<DispatchClockJob>,
    @Inject(SETTINGS) settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.feed = new FactFeed(database, waker, log, {
      name: 'dispatch-clock',
      settings,
      from: 'now',
      patient: true,
      deliver: async (facts) => {
        // Whatever changes may change what is due first.
        if (facts.some(({ kind }) => kind === 'dispatch')) await this.schedule();
      },
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

  /** The job is not awaited: a queue that hangs must not hold the feed. */
  private async schedule(): Promise<void> {
    const due = await this.sweepDispatch.nextDue();
    if (!due) return;
    const dueMs = Math.ceil(Math.max(due.getTime(), Date.now()) / TOGETHER_MS) * TOGETHER_MS;
    if (dueMs === this.queuedMs) return;
    this.queuedMs = dueMs;
    const delay = Math.max(dueMs - Date.now(), 0);
    const job = { jobId: `due-${dueMs}`, delay, removeOnComplete: true, removeOnFail: 100 };
    this.queue.add('dispatchDue', {}, job).catch((error: unknown) => {
      this.log.warn({ err: error }, 'a job could not be queued; the sweeper keeps the clock');
    });
  }
}
