// What devices brings to the database.
import type { LibSchema } from '#libs/platform';
import {
  DeviceCancelEntity,
  DeviceCredentialEntity,
  DeviceEntity,
  DeviceEventEntity,
  DevicePlacementEntity,
  DeviceStateEntity,
  QuarantineEntity,
  TelemetryEntity,
} from './devices.entities.ts';
import { Devices1763800000005 } from './migrations/1763800000005-devices.ts';

export const devicesSchema: LibSchema = {
  entities: [
    DeviceEntity,
    DeviceCredentialEntity,
    DevicePlacementEntity,
    DeviceStateEntity,
    DeviceEventEntity,
    DeviceCancelEntity,
    QuarantineEntity,
    TelemetryEntity,
  ],
  migrations: [Devices1763800000005],
};
