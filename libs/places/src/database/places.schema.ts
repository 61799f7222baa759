// What places brings to the database.
import type { LibSchema } from '#libs/platform';
import { Places1763800000003 } from './migrations/1763800000003-places.ts';
import { DivisionEntity, DivisionManagementEntity, FacilityEntity, HomeEntity } from './places.entities.ts';

export const placesSchema: LibSchema = {
  entities: [DivisionEntity, DivisionManagementEntity, HomeEntity, FacilityEntity],
  migrations: [Places1763800000003],
};
