// The desk's door to people who help: the registry of them, and who can go to a case.
import { Module } from '@nestjs/common';
import { AlertsModule } from '#libs/alerts';
import { PlacesModule } from '#libs/places';
import { StaffModule } from '#libs/staff';
import { DoorModule } from '../door/door.module.ts';
import { CandidatesController } from './candidates.controller.ts';
import { PlacesController } from './places.controller.ts';
import { RespondersController } from './responders.controller.ts';

@Module({
  imports: [DoorModule, PlacesModule, StaffModule, AlertsModule],
  controllers: [CandidatesController, PlacesController, RespondersController],
})
export class HelpersModule {}
