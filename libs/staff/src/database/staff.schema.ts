// What staff brings to the database.
import type { LibSchema } from '#libs/platform';
import { Staff1764100000009 } from './migrations/1764100000009-staff.ts';
import { AgreedOn1764200000024 } from './migrations/1764200000024-agreed-on.ts';
import {
  CalendarDayEntity,
  ResponderEntity,
  ResponderHomeEntity,
  ResponderLocationEntity,
  ResponderRosterEntity,
  ResponderShiftEntity,
} from './staff.entities.ts';

export const staffSchema: LibSchema = {
  entities: [
    ResponderEntity,
    ResponderHomeEntity,
    ResponderRosterEntity,
    ResponderShiftEntity,
    ResponderLocationEntity,
    CalendarDayEntity,
  ],
  migrations: [Staff1764100000009, AgreedOn1764200000024],
};
