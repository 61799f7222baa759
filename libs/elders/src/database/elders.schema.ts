// What elders brings to the database.
import type { LibSchema } from '#libs/platform';
import { ContactEntity, ElderEntity, ResidencyEntity } from './elders.entities.ts';
import { Elders1763800000004 } from './migrations/1763800000004-elders.ts';

export const eldersSchema: LibSchema = {
  entities: [ElderEntity, ResidencyEntity, ContactEntity],
  migrations: [Elders1763800000004],
};
