// Divisions, territories and homes for whoever must know where something is and who runs it.
import { Module } from '@nestjs/common';
import { Homes } from './homes.ts';
import { Territories } from './territories.ts';

@Module({
  providers: [Homes, Territories],
  exports: [Homes, Territories],
})
export class PlacesModule {}
