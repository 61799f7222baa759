// Calls: whom to call, who calls, what is asked, and the telephony's door.
import { Module } from '@nestjs/common';
import { AlertsModule } from '#libs/alerts';
import { IdentityModule } from '#libs/identity';
import { PlacesModule } from '#libs/places';
import { DoorModule } from '../door/door.module.ts';
import { CardTrace } from '../people/card-trace.ts';
import { CallsController } from './calls.controller.ts';
import { ScriptsController } from './scripts.controller.ts';
import { SignedByTelephony } from './signed-by-telephony.ts';
import { TelephonyController } from './telephony.controller.ts';

@Module({
  imports: [DoorModule, AlertsModule, IdentityModule, PlacesModule],
  controllers: [CallsController, ScriptsController, TelephonyController],
  providers: [CardTrace, SignedByTelephony],
})
export class CallsModule {}
