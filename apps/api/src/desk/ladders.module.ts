// Escalation ladders, over HTTP.
import { Module } from '@nestjs/common';
import { AlertsModule } from '#libs/alerts';
import { PlacesModule } from '#libs/places';
import { DoorModule } from '../door/door.module.ts';
import { LaddersController } from './ladders.controller.ts';

@Module({ imports: [DoorModule, PlacesModule, AlertsModule], controllers: [LaddersController] })
export class LaddersModule {}
