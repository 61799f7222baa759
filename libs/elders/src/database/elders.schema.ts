// What elders brings to the database.
import type { LibSchema } from '#libs/platform';
import { ContactEntity, ElderEntity, ResidencyEntity } from './elders.entities.ts';
import { Elders1763800000004 } from './migrations/1763800000004-elders.ts';
import { PhoneNumbers1764100000013 } from './migrations/1764100000013-phone-numbers.ts';
import { ProneToWander1764200000014 } from './migrations/1764200000014-prone-to-wander.ts';
import { DeathToldBy1764200000022 } from './migrations/1764200000022-death-told-by.ts';

export const eldersSchema: LibSchema = {
  entities: [ElderEntity, ResidencyEntity, ContactEntity],
  migrations: [Elders1763800000004, PhoneNumbers1764100000013, ProneToWander1764200000014, DeathToldBy1764200000022],
};
