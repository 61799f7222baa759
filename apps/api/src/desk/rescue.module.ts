// Public rescue over HTTP.
import { Module } from '@nestjs/common';
import { AlertsModule } from '#libs/alerts';
import { EldersModule } from '#libs/elders';
import { IdentityModule } from '#libs/identity';
import { PlacesModule } from '#libs/places';
import { OpenRescueCard } from './open-rescue-card.ts';
import { RescueController } from './rescue.controller.ts';

@Module({
  imports: [AlertsModule, EldersModule, IdentityModule, PlacesModule],
  controllers: [RescueController],
  providers: [OpenRescueCard],
})
export class RescueModule {}
