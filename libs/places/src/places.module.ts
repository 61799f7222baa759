// Divisions, territories and homes for whoever must know where something is and who runs it.
import { Module } from '@nestjs/common';
import { FindPlaces } from './find-places.ts';
import { Homes } from './homes.ts';
import { PlaceNames } from './place-names.ts';
import { Territories } from './territories.ts';

@Module({
  providers: [FindPlaces, Homes, PlaceNames, Territories],
  exports: [FindPlaces, Homes, PlaceNames, Territories],
})
export class PlacesModule {}
