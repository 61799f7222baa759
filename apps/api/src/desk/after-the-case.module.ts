// After the case, over HTTP.
import { Module } from '@nestjs/common';
import { AlertsModule } from '#libs/alerts';
import { IdentityModule } from '#libs/identity';
import { PlacesModule } from '#libs/places';
import { DoorModule } from '../door/door.module.ts';
import { AfterTheCaseController } from './after-the-case.controller.ts';

@Module({
  imports: [DoorModule, IdentityModule, PlacesModule, AlertsModule],
  controllers: [AfterTheCaseController],
})
export class AfterTheCaseModule {}
