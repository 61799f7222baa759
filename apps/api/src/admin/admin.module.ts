// The administrator's door: devices, the ledger, quarantine.
import { Module } from '@nestjs/common';
import { DevicesModule } from '#libs/devices';
import { IdentityModule } from '#libs/identity';
import { PlacesModule } from '#libs/places';
import { DoorModule } from '../door/door.module.ts';
import { DevicesController } from './devices.controller.ts';
import { QuarantineController } from './quarantine.controller.ts';

@Module({
  imports: [DoorModule, IdentityModule, PlacesModule, DevicesModule],
  controllers: [DevicesController, QuarantineController],
})
export class AdminModule {}
