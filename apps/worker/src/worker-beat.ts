// The worker's beat: that it lives, that the sweeper comes round, that the job queue answers.
import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { AlertSweeper } from '#libs/alerts';
import type { LinkHealth } from '#libs/contracts';
import { Database, LOG, ProcessBeat, type Log } from '#libs/platform';
import { ALERT_CLOCK_QUEUE } from './escalation/alert-clock.queue.ts';

const PULSE_MS = 5_000;
const LATE_MS = 15_000;
const BROKEN_MS = 30_000;

@Injectable()
export class WorkerBeat implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly beat: ProcessBeat;
  private readonly bornAt = Date.now();
  private queueAnsweredAt: number | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    database: Database,
    private readonly sweeper: AlertSweeper,
    @InjectQueue(ALERT_CLOCK_QUEUE) private readonly queue: Queue,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.beat = new ProcessBeat(database, log, { app: 'worker', links: () => this.links() });
  }

  onApplicationBootstrap(): void {
    this.feelQueue();
    this.timer = setInterval(() => this.feelQueue(), PULSE_MS);
    this.beat.start();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.beat.stop();
  }

  /** Asks the queue something; one that hangs shows by its age. */
  private feelQueue(): void {
    this.queue.getDelayedCount().then(
      () => (this.queueAnsweredAt = Date.now()),
      (error: unknown) => this.log.warn({ err: error }, 'the job queue does not answer; the sweeper keeps the clock'),
    );
  }

  private links(): LinkHealth[] {
    const sweeperAge = Number.isFinite(this.sweeper.ageMs) ? this.sweeper.ageMs : null;
    const queueAge = this.queueAnsweredAt === null ? null : Date.now() - this.queueAnsweredAt;
    return [this.link('sweeper', sweeperAge), this.link('queue', queueAge)];
  }

  private link(link: string, ageMs: number | null): LinkHealth {
    // What never answered is as old as this process.
    const age = ageMs ?? Date.now() - this.bornAt;
    return { link, state: age > BROKEN_MS ? 'broken' : age > LATE_MS ? 'late' : 'ok', ageMs };
  }
}
