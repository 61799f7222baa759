// What stands beside a case, over HTTP.
import { Module } from '@nestjs/common';
import { AlertsModule } from '#libs/alerts';
import { PlacesModule } from '#libs/places';
import { DoorModule } from '../door/door.module.ts';
import { TasksController } from './tasks.controller.ts';

@Module({ imports: [DoorModule, PlacesModule, AlertsModule], controllers: [TasksController] })
export class TasksModule {}
