// What devices brings to the database.
import type { LibSchema } from '#libs/platform';
import {
  DeviceCancelEntity,
  DeviceCommandEntity,
  DeviceCredentialEntity,
  DeviceEntity,
  DeviceEventEntity,
  DevicePlacementEntity,
  DeviceStateEntity,
  QuarantineEntity,
  TelemetryEntity,
} from './devices.entities.ts';
import { Devices1763800000005 } from './migrations/1763800000005-devices.ts';
import { DeviceCommands1764100000011 } from './migrations/1764100000011-device-commands.ts';
import { EndedBecause1764200000023 } from './migrations/1764200000023-ended-because.ts';

export const devicesSchema: LibSchema = {
  entities: [
    DeviceEntity,
    DeviceCredentialEntity,
    DevicePlacementEntity,
    DeviceStateEntity,
    DeviceEventEntity,
    DeviceCancelEntity,
    DeviceCommandEntity,
    QuarantineEntity,
    TelemetryEntity,
  ],
  migrations: [Devices1763800000005, DeviceCommands1764100000011, EndedBecause1764200000023],
};
