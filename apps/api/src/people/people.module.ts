// What every signed-in person may use: the session itself, cases of the own territory, elders.
import { Module } from '@nestjs/common';
import { AlertsModule } from '#libs/alerts';
import { DevicesModule } from '#libs/devices';
import { EldersModule } from '#libs/elders';
import { IdentityModule } from '#libs/identity';
import { PlacesModule } from '#libs/places';
import { DoorModule } from '../door/door.module.ts';
import { AlertsController } from './alerts.controller.ts';
import { AuthController } from './auth.controller.ts';
import { EldersController } from './elders.controller.ts';
import { CardTrace } from './card-trace.ts';
import { OpenCard } from './open-card.ts';

@Module({
  imports: [DoorModule, IdentityModule, PlacesModule, EldersModule, DevicesModule, AlertsModule],
  controllers: [AuthController, AlertsController, EldersController],
  providers: [CardTrace, OpenCard],
})
export class PeopleModule {}
