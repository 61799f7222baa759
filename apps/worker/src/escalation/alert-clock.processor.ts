// A job's hour has come: fire what is due.
import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { FireDueSteps, OfferWhenNobodyAnswers } from '#libs/alerts';
import { LOG, type Log } from '#libs/platform';
import { ALERT_CLOCK_QUEUE } from './alert-clock.queue.ts';

@Processor(ALERT_CLOCK_QUEUE, { concurrency: 4 })
export class AlertClockProcessor extends WorkerHost {
  constructor(
    private readonly fireDueSteps: FireDueSteps,
    private readonly offering: OfferWhenNobodyAnswers,
    @Inject(LOG) private readonly log: Log,
  ) {
    super();
  }

  override async process(): Promise<void> {
    await this.fireDueSteps.run();
    await this.offering.run();
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.log.warn({ err: error }, 'the job worker lost its queue');
  }
}
