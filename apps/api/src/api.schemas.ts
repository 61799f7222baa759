// Whose tables the people's door reads and writes.
import { alertsSchema } from '#libs/alerts';
import { devicesSchema } from '#libs/devices';
import { eldersSchema } from '#libs/elders';
import { identitySchema } from '#libs/identity';
import { placesSchema } from '#libs/places';
import { staffSchema } from '#libs/staff';
import type { LibSchema } from '#libs/platform';

export const apiSchemas: LibSchema[] = [
  identitySchema,
  placesSchema,
  staffSchema,
  eldersSchema,
  devicesSchema,
  alertsSchema,
];
