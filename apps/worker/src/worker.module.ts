// The clock's door: jobs that make escalation prompt, the sweeper behind them, housekeeping.
import { BullModule } from '@nestjs/bullmq';
import { Module, type DynamicModule } from '@nestjs/common';
import { AlertClockModule, AlertsModule } from '#libs/alerts';
import { DevicesModule } from '#libs/devices';
import { IdentityModule } from '#libs/identity';
import { QueueModule, type Settings } from '#libs/platform';
import { AlertClockProcessor } from './escalation/alert-clock.processor.ts';
import { ALERT_CLOCK_QUEUE } from './escalation/alert-clock.queue.ts';
import { DispatchClockProcessor } from './escalation/dispatch-clock.processor.ts';
import { DISPATCH_CLOCK_QUEUE } from './escalation/dispatch-clock.queue.ts';
import { StartEscalationWhenAlertIsRaised } from './escalation/start-escalation-when-alert-is-raised.ts';
import { WakeWhenAnOfferRunsOut } from './escalation/wake-when-an-offer-runs-out.ts';
import { Housekeeping } from './housekeeping/housekeeping.ts';
import { WorkerBeat } from './worker-beat.ts';

@Module({})
export class WorkerModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        QueueModule.forRoot(settings),
        BullModule.registerQueue({ name: ALERT_CLOCK_QUEUE }),
        BullModule.registerQueue({ name: DISPATCH_CLOCK_QUEUE }),
        AlertsModule,
        AlertClockModule,
        IdentityModule,
        DevicesModule,
      ],
      providers: [
        AlertClockProcessor,
        StartEscalationWhenAlertIsRaised,
        DispatchClockProcessor,
        WakeWhenAnOfferRunsOut,
        Housekeeping,
        WorkerBeat,
      ],
      exports: [AlertClockModule],
    };
  }
}
