// The hour of an offer or of a check-in has come: do what is due.
import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { SweepDispatch } from '#libs/alerts';
import { LOG, type Log } from '#libs/platform';
import { DISPATCH_CLOCK_QUEUE } from './dispatch-clock.queue.ts';

@Processor(DISPATCH_CLOCK_QUEUE)
export class DispatchClockProcessor extends WorkerHost {
  constructor(
    private readonly sweepDispatch: SweepDispatch,
    @Inject(LOG) private readonly log: Log,
  ) {
    super();
  }

  override async process(): Promise<void> {
    await this.sweepDispatch.run();
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.log.warn({ err: error }, 'the job worker lost its queue');
  }
}
