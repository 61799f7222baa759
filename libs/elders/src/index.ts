// The only door of elders: people, where they live, how to reach them; what is personal stays sealed.
export { eldersSchema } from './database/elders.schema.ts';
export { ageOn } from './domain/age.ts';
export { Deaths } from './deaths.ts';
export { maskedName } from './domain/masked-name.ts';
export { isMobile, maskedPhone, plainPhone } from './domain/phone.ts';
export { Elders, type ElderPerson } from './elders.ts';
export { EldersModule } from './elders.module.ts';
export type { NewContact, NewElder } from './new-elder.ts';
export { PhoneBook, type NumberOwner } from './phone-book.ts';
export { PersonalData, UNREADABLE } from './personal-data.ts';
export { RegisterElders } from './register-elders.ts';
