// Divisions, territories and homes for whoever must know where something is and who runs it.
import { Module } from '@nestjs/common';
import { Homes } from './homes.ts';
import { PlaceNames } from './place-names.ts';
import { Territories } from './territories.ts';

@Module({
  providers: [Homes, PlaceNames, Territories],
  exports: [Homes, PlaceNames, Territories],
})
export class PlacesModule {}
