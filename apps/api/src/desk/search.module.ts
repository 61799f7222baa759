// The search for missing people over HTTP: for the desk, and for searchers with a link.
import { Module } from '@nestjs/common';
import { AlertsModule } from '#libs/alerts';
import { DevicesModule } from '#libs/devices';
import { EldersModule } from '#libs/elders';
import { PlacesModule } from '#libs/places';
import { DoorModule } from '../door/door.module.ts';
import { PublicSearchController } from './public-search.controller.ts';
import { SearchController } from './search.controller.ts';
import { SearchSheets } from './search-sheets.ts';

@Module({
  imports: [DoorModule, AlertsModule, DevicesModule, EldersModule, PlacesModule],
  controllers: [SearchController, PublicSearchController],
  providers: [SearchSheets],
})
export class SearchModule {}
