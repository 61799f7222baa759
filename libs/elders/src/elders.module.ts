// Elders, their homes and contacts for whoever has to know who is in trouble.
import { Module } from '@nestjs/common';
import { Elders } from './elders.ts';
import { PersonalData } from './personal-data.ts';
import { RegisterElders } from './register-elders.ts';

@Module({
  providers: [Elders, PersonalData, RegisterElders],
  exports: [Elders, PersonalData, RegisterElders],
})
export class EldersModule {}
