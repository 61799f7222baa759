// Every lib that keeps something in the database (platform's own schema is always among them).
import { alertsSchema } from '#libs/alerts';
import { devicesSchema } from '#libs/devices';
import { eldersSchema } from '#libs/elders';
import { identitySchema } from '#libs/identity';
import { placesSchema } from '#libs/places';
import { staffSchema } from '#libs/staff';
import type { LibSchema } from '#libs/platform';

export const ALL_SCHEMAS: LibSchema[] = [
  identitySchema,
  placesSchema,
  staffSchema,
  eldersSchema,
  devicesSchema,
  alertsSchema,
];
