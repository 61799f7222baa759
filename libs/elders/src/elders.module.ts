// Elders, their homes and contacts for whoever has to know who is in trouble.
import { Module } from '@nestjs/common';
import { Deaths } from './deaths.ts';
import { Elders } from './elders.ts';
import { PersonalData } from './personal-data.ts';
import { PhoneBook } from './phone-book.ts';
import { RegisterElders } from './register-elders.ts';

@Module({
  providers: [Deaths, Elders, PersonalData, PhoneBook, RegisterElders],
  exports: [Deaths, Elders, PersonalData, PhoneBook, RegisterElders],
})
export class EldersModule {}
