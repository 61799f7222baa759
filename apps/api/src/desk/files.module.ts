// Photographs of a case over HTTP.
import { Module } from '@nestjs/common';
import { AlertsModule } from '#libs/alerts';
import { PlacesModule } from '#libs/places';
import { DoorModule } from '../door/door.module.ts';
import { FilesController } from './files.controller.ts';

@Module({ imports: [DoorModule, AlertsModule, PlacesModule], controllers: [FilesController] })
export class FilesModule {}
