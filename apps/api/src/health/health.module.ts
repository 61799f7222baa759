// Health and metrics of the people's door.
import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AlertsModule } from '#libs/alerts';
import { DispatchModule } from '../dispatch/dispatch.module.ts';
import { AlarmPath } from './alarm-path.query.ts';
import { HealthController } from './health.controller.ts';
import { MetricsController } from './metrics.controller.ts';

@Module({
  imports: [TerminusModule.forRoot({ logger: false }), AlertsModule, DispatchModule],
  controllers: [HealthController, MetricsController],
  providers: [AlarmPath],
})
export class HealthModule {}
